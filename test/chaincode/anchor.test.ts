import { encodeHex, encodeUtf8, sha256 } from '@quancheng/protocol';
import { expect } from 'chai';
import { expectFailure } from './support/refusals.js';
import { START } from './support/statements.js';
import { logSigner, nextLogSigner, ORIGIN, TestLog } from './support/test-log.js';
import { newLogWorld, newPopulatedWorld, type TestWorld } from './support/test-world.js';

const log = new TestLog();

describe('contract function anchor', () => {
  let world: TestWorld;

  beforeEach(async () => {
    world = await newLogWorld();
    await world.submit('anchor', '1', ORIGIN, '0', '[]', log.note(5));
  });

  it('fixes a head that continues the last one', async () => {
    await world.tick();
    const simulation = await world.submit('anchor', '2', ORIGIN, '5', log.proof(5, 12), log.note(12));
    const fixed = { origin: ORIGIN, size: 12, root: log.rootHex(12) };
    const [text] = log.note(12).split('\n\n');
    const anchor = {
      ...fixed,
      previous: 5,
      number: 3,
      note: encodeHex(sha256(encodeUtf8(`${text}\n`))),
      at: { tick: 2, time: '2026-11-23T08:00:10.000Z' },
    };
    expect(world.peer.value(`anchor/${ORIGIN}/0000000000000012`)).to.deep.equal(anchor);
    expect(world.peer.value(`log/${ORIGIN}`)).to.deep.include({
      head: { size: 12, root: log.rootHex(12) },
      anchors: 3,
      version: 1,
    });
    expect(simulation.event?.name).to.equal('anchored');
    expect(JSON.parse(simulation.event!.payload)).to.deep.equal(fixed);
    expect(JSON.parse(simulation.payload)).to.deep.equal(fixed);
    expect(simulation.writes).to.have.length(2);
  });

  it('reads the ledger, two ticks and the log, so that only another anchor disturbs it', async () => {
    const args = ['anchor', '1', ORIGIN, '5', log.proof(5, 12), log.note(12)];
    const [first, second] = [await world.simulate(...args), await world.simulate(...args)];
    expect(first.reads.map(([key]) => key)).to.deep.equal(['ledger', 'tick/1', 'tick/0', `log/${ORIGIN}`]);
    expect(world.peer.commit(first)).to.equal(true);
    expect(world.peer.commit(second)).to.equal(false);
  });

  it('takes further signatures for what they are: none of its business', async () => {
    const note = log.note(12, [nextLogSigner, logSigner]);
    expect((await world.simulate('anchor', '1', ORIGIN, '5', log.proof(5, 12), note)).status).to.equal(200);
  });

  it('accepts the same head again and writes nothing', async () => {
    const again = await world.simulate('anchor', '1', ORIGIN, '5', '[]', log.note(5));
    expect(again.status, again.message).to.equal(200);
    expect(again.writes).to.deep.equal([]);
    expect(again.event).to.equal(undefined);
    expect(JSON.parse(again.payload)).to.deep.equal({ origin: ORIGIN, size: 5, root: log.rootHex(5) });
  });

  it('starts from the last anchor', async () => {
    await expectFailure(world, 'ANCHOR_STALE', 'anchor', '1', ORIGIN, '0', '[]', log.note(12));
    await expectFailure(world, 'ANCHOR_STALE', 'anchor', '1', ORIGIN, '6', log.proof(6, 12), log.note(12));
  });

  it('never goes back', async () => {
    await expectFailure(world, 'ANCHOR_SMALLER', 'anchor', '1', ORIGIN, '5', '[]', log.note(4));
    await expectFailure(world, 'ANCHOR_SMALLER', 'anchor', '1', ORIGIN, '5', '[]', log.note(0));
  });

  it('never takes another root at the same size, nor a tree that doesn’t continue the anchored one', async () => {
    const fork = new TestLog(ORIGIN, 'forked entry');
    await expectFailure(world, 'ANCHOR_FORK', 'anchor', '1', ORIGIN, '5', '[]', fork.note(5));
    await expectFailure(world, 'PROOF_INVALID', 'anchor', '1', ORIGIN, '5', fork.proof(5, 12), fork.note(12));
    await expectFailure(world, 'PROOF_INVALID', 'anchor', '1', ORIGIN, '5', log.proof(5, 12), fork.note(12));
  });

  it('wants the one right proof', async () => {
    const proof = JSON.parse(log.proof(5, 12)) as string[];
    const wrong = [
      [],
      proof.slice(1),
      [...proof, proof[0]!],
      [...proof].reverse(),
      proof.map(() => '00'.repeat(32)),
    ];
    for (const each of [...wrong.map((list) => JSON.stringify(list)), log.proof(4, 12), '["00"]', '["ZZ"]']) {
      await expectFailure(world, 'PROOF_INVALID', 'anchor', '1', ORIGIN, '5', each, log.note(12));
    }
    const fresh = await newLogWorld();
    const superfluous = JSON.stringify([log.rootHex(5)]);
    await expectFailure(fresh, 'PROOF_INVALID', 'anchor', '1', ORIGIN, '0', superfluous, log.note(5));
  });

  it('wants a checkpoint of this log by its key', async () => {
    const proof = log.proof(5, 12);
    const [text] = log.note(12).split('\n\n');
    const foreign = new TestLog('other.example').note(12);
    await expectFailure(world, 'LOG_NOTE_MISMATCH', 'anchor', '1', ORIGIN, '5', proof, foreign);
    await expectFailure(
      world,
      'NOTE_UNVERIFIED',
      'anchor',
      '1',
      ORIGIN,
      '5',
      proof,
      log.note(12, [nextLogSigner]),
    );
    await expectFailure(world, 'NOTE_MALFORMED', 'anchor', '1', ORIGIN, '5', proof, `${text}\n`);
    await expectFailure(
      world,
      'SIGNATURE_INVALID',
      'anchor',
      '1',
      ORIGIN,
      '5',
      proof,
      log.note(12).replace('\n12\n', '\n13\n'),
    );
    const extended = log.note(12, [logSigner], ['extension']);
    await expectFailure(world, 'LOG_NOTE_MISMATCH', 'anchor', '1', ORIGIN, '5', proof, extended);
  });

  it('reads its arguments strictly', async () => {
    const note = log.note(12);
    for (const origin of ['', '/log', 'log example', 'a'.repeat(201)]) {
      await expectFailure(world, 'ARGUMENT_INVALID', 'anchor', '1', origin, '5', '[]', note);
    }
    for (const old of ['05', '-1', '5.0', '']) {
      await expectFailure(world, 'ARGUMENT_INVALID', 'anchor', '1', ORIGIN, old, '[]', note);
    }
    for (const proof of ['{}', '"[]"', '[1]', `[${Array(111).fill('""').join()}]`]) {
      await expectFailure(world, 'ARGUMENT_INVALID', 'anchor', '1', ORIGIN, '5', proof, note);
    }
    await expectFailure(world, 'JSON_NOT_CANONICAL', 'anchor', '1', ORIGIN, '5', '[ ]', note);
    await expectFailure(world, 'JSON_MALFORMED', 'anchor', '1', ORIGIN, '5', '', note);
  });

  it('needs a registered log', async () => {
    const bare = await newPopulatedWorld();
    await expectFailure(bare, 'LOG_UNKNOWN', 'anchor', '1', ORIGIN, '0', '[]', log.note(5));
    expect(bare.now).to.equal(START);
  });
});
