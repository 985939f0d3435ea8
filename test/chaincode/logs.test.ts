import {
  encodeHex,
  encodeUtf8,
  formatNote,
  formatVerifierKey,
  newCosigner,
  sha256,
  signNote,
  type JsonObject,
} from '@quancheng/protocol';
import { expect } from 'chai';
import { testSigner } from '../support/evidence/test-keys.js';
import { expectDone, expectFailure, expectRefusal } from './support/refusals.js';
import { START, type CommandOptions } from './support/statements.js';
import { registrar } from './support/test-genesis.js';
import { logSigner, nextLogSigner, ORIGIN, TestLog, verifierKeyOf } from './support/test-log.js';
import {
  agency,
  logRegistration,
  newLogWorld,
  newPopulatedWorld,
  OPERATOR,
  operator,
  type TestWorld,
} from './support/test-world.js';

const now = { tick: 1, time: START };
const log = new TestLog();
const emptyRoot = encodeHex(sha256());

describe('log.register', () => {
  it('creates the log and the anchor of its empty tree', async () => {
    const world = await newPopulatedWorld();
    await expectDone(world, logRegistration());
    const head = { size: 0, root: emptyRoot };
    expect(world.peer.value(`log/${ORIGIN}`)).to.deep.equal({
      origin: ORIGIN,
      operator: OPERATOR,
      keys: [{ verifierKey: verifierKeyOf(logSigner), from: 0 }],
      head,
      anchors: 1,
      version: 1,
      registered: now,
    });
    const [text] = log.note(0).split('\n\n');
    expect(world.peer.value(`anchor/${ORIGIN}/0000000000000000`)).to.deep.equal({
      origin: ORIGIN,
      ...head,
      number: 1,
      note: encodeHex(sha256(encodeUtf8(`${text}\n`))),
      at: now,
    });
  });

  it('is a log operator’s to order', async () => {
    const world = await newPopulatedWorld();
    await expectRefusal(world, 'ROLE_MISSING', {
      ...logRegistration(),
      parties: [{ ...agency, role: 'log-operator' }],
    });
    await expectRefusal(world, 'SIGNER_NOT_ENTITLED', { ...logRegistration(), parties: [registrar] });
    const self = { ...operator, role: 'participant' };
    await expectRefusal(world, 'SIGNER_NOT_ENTITLED', { ...logRegistration(), parties: [self] });
  });

  it('wants a checkpoint of the empty tree, by the log’s own key', async () => {
    const world = await newPopulatedWorld();
    const other = new TestLog('other.example');
    const wrong = (change: JsonObject): CommandOptions => logRegistration(log, change);
    await expectRefusal(world, 'LOG_NOTE_MISMATCH', wrong({ note: log.note(1) }));
    await expectRefusal(world, 'LOG_NOTE_MISMATCH', wrong({ note: other.note(0) }));
    await expectRefusal(world, 'LOG_NOTE_MISMATCH', wrong({ note: log.note(0, [logSigner], ['extension']) }));
    await expectRefusal(world, 'NOTE_UNVERIFIED', wrong({ note: log.note(0, [nextLogSigner]) }));
    await expectRefusal(world, 'SIGNATURE_INVALID', wrong({ note: alterSignature(log.note(0)) }));
    await expectRefusal(world, 'NOTE_MALFORMED', wrong({ note: 'no note' }));
    await expectRefusal(
      world,
      'CHECKPOINT_MALFORMED',
      wrong({ note: log.note(0).replace('\n0\n', '\n00\n') }),
    );
  });

  it('wants an Ed25519 log key in the log’s name', async () => {
    const world = await newPopulatedWorld();
    const named = { verifierKey: verifierKeyOf(logSigner, 'other.example') };
    await expectRefusal(world, 'LOG_NOTE_MISMATCH', logRegistration(log, named));
    await expectRefusal(world, 'NOTE_MALFORMED', logRegistration(log, { verifierKey: 'key' }));
    const cosigner = newCosigner(ORIGIN, logSigner, 1_795_000_000);
    const [text] = log.note(0).split('\n\n');
    const cosigned = {
      verifierKey: formatVerifierKey(cosigner.key),
      note: formatNote(signNote(`${text}\n`, [cosigner])),
    };
    await expectRefusal(world, 'LOG_NOTE_MISMATCH', logRegistration(log, cosigned));
    await expectRefusal(world, 'COMMAND_BODY_INVALID', logRegistration(log, { verifierKey: 1 }));
    await expectRefusal(world, 'COMMAND_BODY_INVALID', logRegistration(log, { note: 1 }));
    await expectRefusal(world, 'COMMAND_BODY_INVALID', { ...logRegistration(log), target: 'no origin' });
  });

  it('creates a log once', async () => {
    const world = await newLogWorld();
    await expectRefusal(world, 'VERSION_CONFLICT', logRegistration());
    await expectRefusal(world, 'VERSION_CONFLICT', { ...logRegistration(), expectedVersion: 2 });
  });
});

/** Another Ed25519 signature under the same key name and hash. */
function alterSignature(note: string): string {
  const start = note.lastIndexOf(' ') + 1;
  const bytes = Buffer.from(note.slice(start), 'base64');
  bytes[10]! ^= 1;
  return `${note.slice(0, start)}${bytes.toString('base64')}\n`;
}

function rotation(change: JsonObject = {}, options: Partial<CommandOptions> = {}): CommandOptions {
  const body = {
    verifierKey: verifierKeyOf(nextLogSigner),
    note: log.note(5, [logSigner, nextLogSigner]),
    ...change,
  };
  return { action: 'log.rotate', target: ORIGIN, expectedVersion: 1, body, parties: [operator], ...options };
}

/** A registered log that is anchored at size 5. */
async function newAnchoredWorld(): Promise<TestWorld> {
  const world = await newLogWorld();
  await world.submit('anchor', '1', ORIGIN, '0', '[]', log.note(5));
  return world;
}

describe('log.rotate', () => {
  it('adds a key that is valid from the head on', async () => {
    const world = await newAnchoredWorld();
    await expectDone(world, rotation());
    expect(world.peer.value(`log/${ORIGIN}`)).to.deep.include({
      keys: [
        { verifierKey: verifierKeyOf(logSigner), from: 0 },
        { verifierKey: verifierKeyOf(nextLogSigner), from: 5 },
      ],
      version: 2,
      anchors: 2,
    });
    await expectFailure(world, 'NOTE_UNVERIFIED', 'anchor', '1', ORIGIN, '5', log.proof(5, 8), log.note(8));
    await world.submit('anchor', '1', ORIGIN, '5', log.proof(5, 8), log.note(8, [nextLogSigner]));
  });

  it('wants a checkpoint of the head, signed by both keys', async () => {
    const world = await newAnchoredWorld();
    await expectRefusal(world, 'NOTE_UNVERIFIED', rotation({ note: log.note(5, [logSigner]) }));
    await expectRefusal(world, 'NOTE_UNVERIFIED', rotation({ note: log.note(5, [nextLogSigner]) }));
    await expectRefusal(
      world,
      'LOG_NOTE_MISMATCH',
      rotation({ note: log.note(4, [logSigner, nextLogSigner]) }),
    );
    const fork = new TestLog(ORIGIN, 'forked entry');
    await expectRefusal(
      world,
      'LOG_NOTE_MISMATCH',
      rotation({ note: fork.note(5, [logSigner, nextLogSigner]) }),
    );
  });

  it('is the log’s own operator’s to order', async () => {
    const world = await newAnchoredWorld();
    const second = testSigner('second operator');
    const id = '91370100MA3C00001H';
    await world.register(id, second, { type: 'enterprise', roles: ['log-operator'] });
    const other = { participant: id, role: 'log-operator', signer: second };
    await expectRefusal(world, 'SIGNER_NOT_ENTITLED', rotation({}, { parties: [other] }));
    await expectRefusal(world, 'SIGNER_NOT_ENTITLED', rotation({}, { parties: [registrar] }));
  });

  it('never takes a key back', async () => {
    const world = await newAnchoredWorld();
    await expectRefusal(world, 'KEY_EXISTS', rotation({ verifierKey: verifierKeyOf(logSigner) }));
    await expectDone(world, rotation());
    const back = { verifierKey: verifierKeyOf(logSigner), note: log.note(5, [logSigner, nextLogSigner]) };
    await expectRefusal(world, 'KEY_EXISTS', rotation(back, { expectedVersion: 2 }));
  });

  it('needs the log, in the version that the operator saw', async () => {
    const world = await newAnchoredWorld();
    await expectRefusal(world, 'VERSION_CONFLICT', rotation({}, { expectedVersion: 2 }));
    await expectRefusal(world, 'LOG_UNKNOWN', rotation({}, { target: 'other.example', expectedVersion: 0 }));
  });
});
