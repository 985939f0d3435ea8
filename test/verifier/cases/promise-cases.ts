import { formatPromise, payloadTypes, signEnvelope, type LogPromise } from '@quancheng/protocol';
import type { EvidencePackage } from '@quancheng/verifier';
import { ORIGINAL_KEY } from '../../support/evidence/standard-evidence.js';
import { ORIGINAL } from '../../support/evidence/statements.js';
import { testSigner } from '../../support/evidence/test-keys.js';
import { type PackageCase, committed, member, single, world, plain, envelopeOf } from './package-case.js';

export const promiseCases: readonly PackageCase[] = [
  {
    about: 'a promise signed by a stranger',
    check: 'promise',
    code: 'PROMISE_INVALID',
    evidence: () => promised({}, testSigner('x')),
  },
  {
    about: 'a promise for another ledger',
    check: 'promise',
    code: 'PROMISE_INVALID',
    evidence: () => promised({ audience: 'f'.repeat(32) as LogPromise['audience'] }),
  },
  {
    about: 'a promise of another log',
    check: 'promise',
    code: 'PROMISE_INVALID',
    evidence: () => promised({ origin: 'other' }),
  },
  {
    about: 'another record’s promise',
    check: 'promise',
    code: 'PROMISE_INVALID',
    evidence: () => world.packageOf(single, { promise: committed.promise }),
  },
  {
    about: 'a statement as promise',
    check: 'promise',
    code: 'PROMISE_INVALID',
    evidence: () => world.packageOf(single, { promise: envelopeOf(single) }),
  },
  {
    about: 'a promise of another entry at this index',
    check: 'promise',
    code: 'PROMISE_BROKEN',
    evidence: () => promised({ leaf: 'f'.repeat(64) }),
  },
  {
    about: 'a promise of this entry at another index',
    check: 'promise',
    code: 'PROMISE_BROKEN',
    evidence: () => promised({ first: 7 }),
  },
  {
    about: 'a promise of another received time',
    check: 'promise',
    code: 'PROMISE_BROKEN',
    evidence: () => promised({ received: '2026-11-23T08:00:00.000Z' }),
  },
  {
    about: 'a promise of a batch of another root',
    check: 'promise',
    code: 'PROMISE_BROKEN',
    evidence: () => batchPromised({ root: 'f'.repeat(64) }),
  },
  {
    about: 'a promise of another batch at these indexes',
    check: 'promise',
    code: 'PROMISE_BROKEN',
    evidence: () => batchPromised({ envelope: 'f'.repeat(64) }),
  },
  {
    about: 'another original',
    check: 'original',
    code: 'ORIGINAL_MISMATCH',
    evidence: () => world.packageOf(single, { original: altered(ORIGINAL) }),
  },
  {
    about: 'another original’s key',
    check: 'original',
    code: 'ORIGINAL_MISMATCH',
    evidence: () => world.packageOf(committed, { original: ORIGINAL, originalKey: altered(ORIGINAL_KEY) }),
  },
  {
    about: 'a right original inside and a wrong one beside',
    check: 'original',
    code: 'ORIGINAL_MISMATCH',
    evidence: () => world.packageOf(single, { original: ORIGINAL }),
    options: { original: altered(ORIGINAL) },
  },
  {
    about: 'a longer original',
    check: 'original',
    code: 'ORIGINAL_SIZE_MISMATCH',
    evidence: plain,
    options: { original: Uint8Array.of(...ORIGINAL, 0) },
  },
  {
    about: 'no original',
    check: 'original',
    code: 'ORIGINAL_NOT_GIVEN',
    verdict: 'integrity-proven',
    evidence: plain,
  },
  {
    about: 'an original without its key',
    check: 'original',
    code: 'ORIGINAL_KEY_MISSING',
    verdict: 'integrity-proven',
    evidence: () => world.packageOf(committed, { original: ORIGINAL }),
  },
];

/** The single record with a promise in which some members differ. */
function promised(change: Partial<LogPromise>, signer = world.consortium.logSigner): EvidencePackage {
  const known = JSON.parse(Buffer.from(single.promise.payload, 'base64').toString('utf8')) as LogPromise;
  return world.packageOf(single, {
    promise: signEnvelope(payloadTypes.promise, formatPromise({ ...known, ...change }), [signer]),
  });
}

function batchPromised(change: object): EvidencePackage {
  const known = JSON.parse(
    Buffer.from(member.promise.payload, 'base64').toString('utf8'),
  ) as Required<LogPromise>;
  const batch = { ...known.batch, ...change };
  return world.packageOf(member, { promise: world.promise({ first: known.first, size: known.size, batch }) });
}

function altered(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  copy[0]! ^= 1;
  return copy;
}
