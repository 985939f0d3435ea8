import {
  encodeHex,
  formatPromise,
  payloadTypes,
  signEnvelope,
  type ErrorCode,
  type LogPromise,
} from '@quancheng/protocol';
import type { FraudCheckId, FraudProof, FraudResult } from '@quancheng/verifier';
import { LEDGER, ORIGIN } from '../../support/evidence/consortium.js';
import { treeHash } from '../../support/evidence/merkle-tree.js';
import { testSigner } from '../../support/evidence/test-keys.js';
import { anchorKey, signedCheckpoint } from '../../support/evidence/world-parts.js';
import {
  anchoredForkProof,
  anchoredRewriteProof,
  batchPromise,
  brokenPromiseProof,
  entryBytes,
  fork,
  latePromiseProof,
  leafOf,
  members,
  noteOf,
  readAfter,
  readOfLateAnchor,
  rewriteProof,
  single,
  tlogProof,
  twoLeavesProof,
  world,
} from './fraud-world.js';

/** What convicts nobody, and why. */
export interface FraudCase {
  readonly about: string;
  readonly check: FraudCheckId;
  readonly code: ErrorCode;
  /** `mismatch` unless said otherwise. */
  readonly verdict?: FraudResult['verdict'];
  readonly proof: () => FraudProof;
}

const strangersNote = signedCheckpoint(6, treeHash(fork.leaves.slice(0, 6)), testSigner('x'));
const otherLog = noteOf(fork, 6).replaceAll(ORIGIN, 'log.example.org/other');

export const fraudCases: readonly FraudCase[] = [
  {
    about: 'a second checkpoint that a stranger signed',
    check: 'checkpoints',
    code: 'CHECKPOINT_SIGNATURE_INVALID',
    proof: () => ({ kind: 'fork', notes: [noteOf(world, 6), strangersNote] }),
  },
  {
    about: 'a checkpoint of an unknown log',
    check: 'checkpoints',
    code: 'CHECKPOINT_UNKNOWN_LOG',
    verdict: 'unverifiable',
    proof: () => ({ kind: 'fork', notes: [noteOf(world, 6), otherLog] }),
  },
  {
    about: 'an unanchored checkpoint that a stranger signed',
    check: 'checkpoints',
    code: 'CHECKPOINT_SIGNATURE_INVALID',
    proof: () => ({ ...anchoredForkProof(), note: strangersNote }),
  },
  {
    about: 'checkpoints of different sizes',
    check: 'related',
    code: 'FRAUD_PARTS_UNRELATED',
    proof: () => ({ kind: 'fork', notes: [noteOf(world, 6), noteOf(fork, 5)] }),
  },
  {
    about: 'the same checkpoint twice',
    check: 'contradiction',
    code: 'FRAUD_NOT_SHOWN',
    proof: () => ({ kind: 'fork', notes: [noteOf(world, 6), noteOf(world, 6)] }),
  },
  {
    about: 'the anchored checkpoint itself',
    check: 'contradiction',
    code: 'FRAUD_NOT_SHOWN',
    proof: () => anchoredForkProof(6, world),
  },
  {
    about: 'a size that was never anchored',
    check: 'related',
    code: 'FRAUD_PARTS_UNRELATED',
    proof: () => anchoredForkProof(5),
  },
  {
    about: 'a read of another anchor',
    check: 'related',
    code: 'FRAUD_PARTS_UNRELATED',
    proof: () => ({ ...anchoredForkProof(6), read: world.read({ keys: [anchorKey(8)] }) }),
  },
  {
    about: 'a read that too few endorsed',
    check: 'read',
    code: 'ENDORSEMENT_TOO_FEW',
    verdict: 'unverifiable',
    proof: () => ({ ...anchoredForkProof(), read: world.read({ keys: [anchorKey(6)], endorsers: [1] }) }),
  },
  {
    about: 'a read that is none',
    check: 'read',
    code: 'READ_MALFORMED',
    proof: () => ({ ...anchoredForkProof(), read: Uint8Array.of(1, 2, 3) }),
  },
  {
    about: 'a leaf that its proof does not lead to',
    check: 'inclusion',
    code: 'INCLUSION_INVALID',
    proof: () => ({
      kind: 'two-leaves',
      leaves: [leafOf(world, 3, 6), { ...leafOf(fork, 3, 8), leaf: 'f'.repeat(64) }],
    }),
  },
  {
    about: 'an entry that its proof does not lead to',
    check: 'inclusion',
    code: 'INCLUSION_INVALID',
    proof: () => ({ ...brokenPromiseProof(), entry: entryBytes(single) }),
  },
  {
    about: 'leaves at different indexes',
    check: 'related',
    code: 'FRAUD_PARTS_UNRELATED',
    proof: () => twoLeavesProof(3, 4),
  },
  {
    about: 'one leaf in two trees',
    check: 'contradiction',
    code: 'FRAUD_NOT_SHOWN',
    proof: () => ({ kind: 'two-leaves', leaves: [leafOf(world, 3, 6), leafOf(world, 3, 8)] }),
  },
  {
    about: 'a broken promise that a stranger signed',
    check: 'promise',
    code: 'PROMISE_INVALID',
    proof: () => ({ ...brokenPromiseProof(), promise: strangersPromise() }),
  },
  {
    about: 'a promise for another ledger',
    check: 'promise',
    code: 'PROMISE_INVALID',
    proof: () =>
      latePromiseProof(readAfter(0, 2), world.promise({ ...LEAF, audience: 'f'.repeat(32) as never })),
  },
  {
    about: 'a promise about another index',
    check: 'related',
    code: 'FRAUD_PARTS_UNRELATED',
    proof: () => brokenPromiseProof(single, 1),
  },
  {
    about: 'the promised entry itself',
    check: 'contradiction',
    code: 'FRAUD_NOT_SHOWN',
    proof: () => ({ ...brokenPromiseProof(), entry: entryBytes(single), proof: tlogProof(world, 0, 6) }),
  },
  {
    about: 'the promised member of a batch itself',
    check: 'contradiction',
    code: 'FRAUD_NOT_SHOWN',
    proof: () => ({
      kind: 'broken-promise',
      promise: members[2]!.promise,
      entry: entryBytes(members[2]!),
      proof: tlogProof(world, members[2]!.index, 6),
    }),
  },
  {
    about: 'a read that says nothing of the log',
    check: 'related',
    code: 'FRAUD_PARTS_UNRELATED',
    proof: () => latePromiseProof(readAfter(0, 2, ['ledger'])),
  },
  {
    about: 'a head that covers the entries',
    check: 'contradiction',
    code: 'FRAUD_NOT_SHOWN',
    proof: () => latePromiseProof(readAfter(6, 2)),
  },
  {
    about: 'a head before the promised time',
    check: 'contradiction',
    code: 'FRAUD_DEADLINE_RUNNING',
    verdict: 'unverifiable',
    proof: () => latePromiseProof(readAfter(0, 0.5)),
  },
  {
    about: 'a head that is less than 15 minutes after the promised time',
    check: 'contradiction',
    code: 'FRAUD_DEADLINE_RUNNING',
    verdict: 'unverifiable',
    proof: () => latePromiseProof(readAfter(0, 1.2)),
  },
  {
    about: 'an anchor that came in time',
    check: 'contradiction',
    code: 'FRAUD_DEADLINE_RUNNING',
    verdict: 'unverifiable',
    proof: () => latePromiseProof(readOfLateAnchor(0.5)),
  },
  {
    about: 'a batch of which all but the last are anchored, in time',
    check: 'contradiction',
    code: 'FRAUD_DEADLINE_RUNNING',
    verdict: 'unverifiable',
    proof: () => latePromiseProof(readAfter(5, 0.5), batchPromise({})),
  },
  {
    about: 'a larger tree that begins with the smaller',
    check: 'contradiction',
    code: 'FRAUD_NOT_SHOWN',
    proof: () => ({ ...rewriteProof(), notes: [noteOf(fork, 6), noteOf(fork, 8)] }),
  },
  {
    about: 'a beginning that doesn’t lead to the larger tree',
    check: 'contradiction',
    code: 'FRAUD_NOT_SHOWN',
    proof: () => ({ ...rewriteProof(), root: 'a'.repeat(64) }),
  },
  {
    about: 'the larger checkpoint first',
    check: 'related',
    code: 'FRAUD_PARTS_UNRELATED',
    proof: () => ({ ...rewriteProof(), notes: [noteOf(fork, 8), noteOf(world, 6)] }),
  },
  {
    about: 'a beginning of no entries',
    check: 'related',
    code: 'FRAUD_PARTS_UNRELATED',
    proof: () => ({ ...rewriteProof(), notes: [noteOf(world, 0), noteOf(fork, 8)], proof: [] }),
  },
  {
    about: 'an anchored tree with which the signed one begins',
    check: 'contradiction',
    code: 'FRAUD_NOT_SHOWN',
    proof: () => ({ ...anchoredRewriteProof(), root: encodeHex(treeHash(world.leaves.slice(0, 6))) }),
  },
  {
    about: 'an anchor that the read doesn’t answer',
    check: 'related',
    code: 'FRAUD_PARTS_UNRELATED',
    proof: () => ({ ...anchoredRewriteProof(), size: 5 }),
  },
  {
    about: 'an anchor and a checkpoint of one size',
    check: 'related',
    code: 'FRAUD_PARTS_UNRELATED',
    proof: () => ({ ...anchoredRewriteProof(), note: noteOf(fork, 6) }),
  },
];

const LEAF = { first: 0, size: 1, leaf: 'a'.repeat(64) } as const;

function strangersPromise() {
  const promise = {
    schema: 'quancheng/promise/v1',
    audience: LEDGER,
    origin: ORIGIN,
    received: '2026-11-23T08:00:01.234Z',
    includedBy: '2026-11-23T09:00:01.234Z',
    ...LEAF,
  } as LogPromise;
  return signEnvelope(payloadTypes.promise, formatPromise(promise), [testSigner('x')]);
}
