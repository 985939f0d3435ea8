import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import {
  canonicalize,
  decodeBase64,
  encodeBase64,
  parseCanonical,
  payloadTypes,
  unverifiedPayload,
  verifyEnvelope,
  type Envelope,
  type JsonObject,
} from '@quancheng/protocol';
import {
  addSignature,
  assertComplete,
  identityFor,
  newAsyncSigner,
  newMemoryPairwiseStore,
  newPseudonym,
  newRecordCommand,
  commitPrivately,
  opensCommitment,
  readCommand,
  signPayload,
  signStatement,
  type RecordOrder,
} from '@quancheng/sdk';
import { openPairwiseFolder } from '@quancheng/sdk/node';
import { testSigner } from '../support/evidence/test-keys.js';
import { expectCode } from './support/expect-code.js';
import { withTemporaryFolder } from './support/temporary-folder.js';

const LEDGER = '0123456789abcdef0123456789abcdef';
const person = newAsyncSigner(testSigner('envelope person'));
const service = newAsyncSigner(testSigner('envelope service', 'sm2-sm3'));
const stranger = newAsyncSigner(testSigner('envelope stranger'));
const digests = { sha256: 'a'.repeat(64), sm3: 'b'.repeat(64) };
const signers = [
  { key: person.publicKey.keyId, participant: newPseudonym(), role: 'participant' as const },
  { key: service.publicKey.keyId, participant: 'service', role: 'authenticator' as const },
];
const context = { ledger: LEDGER, signers, issued: '2026-11-23T08:00:00.000Z' };
const activation: RecordOrder<'consent.activate'> = {
  action: 'consent.activate',
  target: 'bank/c1',
  expectedVersion: 1,
  body: {
    notice: { ...digests, language: 'zh-CN', version: '3' },
    authentication: { means: '人脸识别', evidence: digests },
  },
};

describe('a command that several sign, one after the other', () => {
  it('gets one signature at a time, in any order, and says who is missing', async () => {
    const payload = newRecordCommand(context, activation);
    for (const [first, second] of [
      [person, service],
      [service, person],
    ] as const) {
      const begun = await signStatement(payload, [first]);
      expect(readCommand(begun).missing.map(({ key }) => key)).to.deep.equal([second.publicKey.keyId]);
      await expectCode('SIGNER_SET_MISMATCH', () => assertComplete(begun));
      const whole = await addSignature(begun, second);
      assertComplete(whole);
      expect(await addSignature(whole, first)).to.equal(whole);
      const keys = new Map([person, service].map(({ publicKey }) => [publicKey.keyId, publicKey]));
      expect(verifyEnvelope(whole, keys, keys.keys())).to.deep.equal(payload);
    }
  });

  it('nobody signs what does not ask for them', async () => {
    const begun = await signStatement(newRecordCommand(context, activation), [person]);
    await expectCode('SIGNER_SET_MISMATCH', () => addSignature(begun, stranger));
    const foreign = await signStatement(unverifiedPayload(begun), [stranger]);
    await expectCode('SIGNER_SET_MISMATCH', () => addSignature(foreign, service));
  });

  it('nobody signs what cannot be read whole', async () => {
    const begun = await signStatement(newRecordCommand(context, activation), [person]);
    const statement = parseCanonical(unverifiedPayload(begun)) as JsonObject;
    const body = statement['body'] as JsonObject;
    const changes: readonly (readonly [Parameters<typeof expectCode>[0], JsonObject])[] = [
      ['ACTION_UNKNOWN', { action: 'consent.sell' }],
      ['COMMAND_BODY_INVALID', { body: { ...body, alsoSell: true } }],
      ['COMMAND_BODY_INVALID', { target: 'no name' }],
      ['STATEMENT_INVALID', { unknown: 1 }],
      ['STATEMENT_INVALID', { schema: 'quancheng/document/v1' }],
    ];
    for (const [code, change] of changes) {
      const payload = canonicalize({ ...statement, ...change });
      await expectCode(code, () => addSignature(resealed(begun, payload), service));
    }
    const spaced = new TextEncoder().encode(` ${new TextDecoder().decode(unverifiedPayload(begun))}`);
    await expectCode('JSON_NOT_CANONICAL', () => addSignature(resealed(begun, spaced), service));
    const promise = await signPayload(payloadTypes.promise, decodeBase64(begun.payload), [person]);
    await expectCode('ENVELOPE_MALFORMED', () => addSignature(promise, service));
  });

  it('is refused for its form before anybody signs', async () => {
    const wrong = { ...activation, target: 'bank' };
    await expectCode('COMMAND_BODY_INVALID', () => newRecordCommand(context, wrong));
    const short = {
      ...activation.body,
      notice: { ...digests, sha256: 'a', language: 'zh-CN', version: '3' },
    };
    await expectCode('COMMAND_BODY_INVALID', () => newRecordCommand(context, { ...activation, body: short }));
  });

  it('has bodies whose types are the ledger’s forms', () => {
    // @ts-expect-error an unknown action
    const action: RecordOrder<'consent.sell'>['action'] = 'consent.sell';
    // @ts-expect-error a member is missing
    const body: RecordOrder<'use.open'>['body'] = { fieldRoot: 'a' };
    // @ts-expect-error a register has no such type
    const type: RecordOrder<'register.define'>['body']['type'] = 'house';
    expect([action, body, type]).to.have.length(3);
  });
});

describe('what a person leaves on the ledger', function () {
  // Passphrases are stretched on purpose.
  this.timeout(30_000);

  it('is a pseudonym of 128 random bits, with a key of its own for each recipient', async () => {
    expect(newPseudonym()).to.match(/^p-[0-9a-f]{32}$/);
    let made = 0;
    const store = newMemoryPairwiseStore(() => {
      made += 1;
      return Promise.resolve(newAsyncSigner(testSigner(`pairwise ${made}`)));
    });
    const first = await identityFor(store, 'bank');
    const second = await identityFor(store, 'insurer');
    expect(await identityFor(store, 'bank')).to.equal(first);
    expect(first.pseudonym).not.to.equal(second.pseudonym);
    expect(first.signer.publicKey.keyId).not.to.equal(second.signer.publicKey.keyId);
  });

  it('lasts in a folder, sealed by a passphrase, a file for each recipient', async () => {
    await withTemporaryFolder(async (folder) => {
      const store = openPairwiseFolder(folder, '趵突泉');
      const { pseudonym, signer } = await identityFor(store, 'bank');
      const again = await identityFor(openPairwiseFolder(folder, '趵突泉'), 'bank');
      expect([again.pseudonym, again.signer.publicKey.keyId]).to.deep.equal([
        pseudonym,
        signer.publicKey.keyId,
      ]);
      await expectCode('PRIVATE_KEY_UNREADABLE', () =>
        identityFor(openPairwiseFolder(folder, '黑虎泉'), 'bank'),
      );
      await expectCode('FILE_EXISTS', () => store.create('bank'));
      await expectCode('STATEMENT_INVALID', () => identityFor(store, '../bank'));
      await rename(join(folder, 'bank.identity.json'), join(folder, 'insurer.identity.json'));
      await expectCode('KEY_FILE_INVALID', () => identityFor(store, 'insurer'));
    });
  });

  it('is a commitment that confirms no guess without its key', () => {
    const reference = new TextEncoder().encode('370102199001011234');
    const first = commitPrivately(reference);
    const second = commitPrivately(reference);
    expect(first.digests).not.to.deep.equal(second.digests);
    expect(opensCommitment(first, reference)).to.equal(true);
    expect(opensCommitment({ ...first, key: second.key }, reference)).to.equal(false);
    expect(opensCommitment(first, new TextEncoder().encode('370102199001011235'))).to.equal(false);
  });
});

function resealed({ payloadType, signatures }: Envelope, payload: Uint8Array): Envelope {
  return { payload: encodeBase64(payload), payloadType, signatures };
}
