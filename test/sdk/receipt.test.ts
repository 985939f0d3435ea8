import { expect } from 'chai';
import {
  encodeHex,
  entryLeafHash,
  type Envelope,
  envelopeDigest,
  formatPromise,
  type LedgerId,
  type LogPromise,
  newNoteSigner,
  newSigner,
  payloadTypes,
  signEnvelope,
  statementDigests,
  unverifiedPayload,
} from '@quancheng/protocol';
import type { TrustRoot } from '@quancheng/verifier';
import {
  type Acknowledgement,
  commitOriginal,
  newDocumentStatement,
  newSharingStatement,
  signStatement,
  verifyReceipt,
} from '@quancheng/sdk';
import { newAsyncSigner, signBatch } from '@quancheng/sdk/node';
import { expectCode } from './support/expect-code.js';

const ledger = '0123456789abcdef0123456789abcdef' as LedgerId;
const origin = 'log.example/quancheng';
const participant = '91350100M000100Y43';
const received = '2026-11-23T08:00:01.234Z';
const signer = newAsyncSigner(newSigner('ed25519', new Uint8Array(32).fill(1)));
const logSigner = newSigner('ed25519', new Uint8Array(32).fill(2));
const stranger = newSigner('ed25519', new Uint8Array(32).fill(3));

const context = {
  ledger,
  signers: [{ key: signer.publicKey.keyId, participant, role: 'depositor' }],
  issued: '2026-11-23T08:00:00.000Z',
};
const content = {
  description: {
    actingFor: participant,
    legalBasis: '数据安全法',
    level: 'general',
    custodian: '济南市大数据局',
    provenance: { source: 's', mechanism: 'm', collector: 'c' },
  },
  original: commitOriginal(Buffer.from('x'), 'digest', 'text/plain').original,
} as const;

/** Only the parts of a trust root that say which keys may promise. */
const trustRoot = {
  ledger,
  logs: [
    { origin, operator: participant, keys: [{ verifierKey: newNoteSigner(origin, logSigner).key, from: 0 }] },
  ],
} as unknown as TrustRoot;

const promiseBase = {
  schema: 'quancheng/promise/v1',
  audience: ledger,
  origin,
  first: 7,
  received,
  includedBy: '2026-11-23T09:00:01.234Z',
} as const;

async function newRecord(id = 'r1'): Promise<Envelope> {
  return signStatement(newDocumentStatement(context, { ...content, id, title: '题目' }), [signer]);
}

async function newBatch(): Promise<Envelope> {
  const sharing = {
    provider: participant,
    consumer: '91370100DEMBNK001F',
    catalogue: 'c',
    purpose: 'p',
    means: 'file',
    sent: context.issued,
  } as const;
  const members = [0, 1, 2].map((index) =>
    newSharingStatement(context, { ...content, id: `b1.${index}`, sharing }),
  );
  return (await signBatch(context, 'b1', members, [signer])).envelope;
}

function promiseFor(sent: Envelope): LogPromise {
  const payload = unverifiedPayload(sent);
  const entry = {
    schema: 'quancheng/entry/v1',
    kind: 'document',
    ...statementDigests(payload),
    envelope: envelopeDigest(sent),
    received,
  } as const;
  return { ...promiseBase, size: 1, leaf: encodeHex(entryLeafHash(entry)) };
}

function acknowledge(
  promise: LogPromise,
  by = logSigner,
  change: Partial<Acknowledgement> = {},
): Acknowledgement {
  const envelope = signEnvelope(payloadTypes.promise, formatPromise(promise), [by]);
  const { first: index, size } = promise;
  return { participant, id: 'r1', index, size, received: promise.received, promise: envelope, ...change };
}

describe('receipt of a deposit', () => {
  it('is accepted when the pinned log promised exactly this record', async () => {
    const sent = await newRecord();
    expect(verifyReceipt(acknowledge(promiseFor(sent)), sent, trustRoot).first).to.equal(7);
  });

  it('is accepted for exactly this batch', async () => {
    const sent = await newBatch();
    const { root } = JSON.parse(Buffer.from(unverifiedPayload(sent)).toString()) as { root: string };
    const promise = { ...promiseBase, size: 3, batch: { envelope: envelopeDigest(sent), root } };
    expect(verifyReceipt(acknowledge(promise), sent, trustRoot).size).to.equal(3);
    const fewer = acknowledge({ ...promise, size: 2 });
    await expectCode('PROMISE_BROKEN', () => verifyReceipt(fewer, sent, trustRoot));
    const other = acknowledge({ ...promise, batch: { ...promise.batch, root: '00'.repeat(32) } });
    await expectCode('PROMISE_BROKEN', () => verifyReceipt(other, sent, trustRoot));
  });

  it('is refused from any other key, ledger, origin or kind of envelope', async () => {
    const sent = await newRecord();
    const promise = promiseFor(sent);
    const refuse = (acknowledgement: Acknowledgement) =>
      expectCode('PROMISE_INVALID', () => verifyReceipt(acknowledgement, sent, trustRoot));
    await refuse(acknowledge(promise, stranger));
    await refuse(acknowledge({ ...promise, audience: 'ff'.repeat(16) as LedgerId }));
    await refuse(acknowledge({ ...promise, origin: 'log.example/other' }));
    await refuse(acknowledge(promise, logSigner, { promise: sent }));
    const two = signEnvelope(payloadTypes.promise, formatPromise(promise), [logSigner, stranger]);
    await refuse(acknowledge(promise, logSigner, { promise: two }));
  });

  it('is refused when the promise is about another record, or the answer says something else', async () => {
    const sent = await newRecord();
    const promise = promiseFor(sent);
    const refuse = (acknowledgement: Acknowledgement, record = sent) =>
      expectCode('PROMISE_BROKEN', () => verifyReceipt(acknowledgement, record, trustRoot));
    await refuse(acknowledge(promise), await newRecord('r2'));
    await refuse(acknowledge(promise, logSigner, { index: 8 }));
    await refuse(acknowledge(promise, logSigner, { received: '2026-11-23T08:00:01.235Z' }));
    await refuse(acknowledge({ ...promise, received: '2026-11-23T08:00:01.235Z' }));
  });

  it('is accepted from either key of a log that rotates, and from no key that it never had', async () => {
    const sent = await newRecord();
    const acknowledged = acknowledge(promiseFor(sent));
    const [log] = trustRoot.logs;
    const retired = {
      ...trustRoot,
      logs: [{ ...log!, keys: log!.keys.map((key) => ({ ...key, until: 7 })) }],
    };
    expect(verifyReceipt(acknowledged, sent, retired).first).to.equal(7);
    const without = { ...trustRoot, logs: [{ ...log!, keys: [] }] };
    await expectCode('PROMISE_INVALID', () => verifyReceipt(acknowledged, sent, without));
  });
});
