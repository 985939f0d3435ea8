import {
  encodeHex,
  equalBytes,
  isQuanchengError,
  leafHash,
  parseCheckpoint,
  parseNote,
  parsePromise,
  parseTlogProof,
  unverifiedPayload,
  type Checkpoint,
  type Envelope,
} from '@quancheng/protocol';
import { mergeAnswers } from '../ledger/ledger-answers.js';
import { anchorForm } from '../ledger/state-forms.js';
import { stateKeys } from '../ledger/state-keys.js';
import { parseRead } from '../read/parse-read.js';
import type { EndorsedRead } from '../read/endorsed-read.js';
import type {
  AnchoredForkProof,
  AnchoredRewriteProof,
  BrokenPromiseProof,
  ForkProof,
  LatePromiseProof,
  OtherBeginning,
  ProvenLeaf,
  RewriteProof,
  TwoLeavesProof,
} from './fraud-proof.js';
import { assertLate, momentsOf } from './judge-deadline.js';
import { isKept } from './judge-leaves.js';

/*
 * Each takes two artefacts of one log and gives the proof, or undefined if they do not contradict each other. Signatures
 * and paths are not verified here: verifyFraudProof does that, and a monitor runs it before it raises an alarm. All of
 * them throw the parsing errors of what they are given.
 */

/** Two signed checkpoints. */
export function proveFork(left: string, right: string): ForkProof | undefined {
  const [one, other] = [checkpointOf(left), checkpointOf(right)];
  const isFork =
    one.origin === other.origin && one.size === other.size && !equalBytes(one.rootHash, other.rootHash);
  return isFork ? { kind: 'fork', notes: [left, right] } : undefined;
}

/** A signed checkpoint, and an endorsed read of the anchor of its size. */
export function proveAnchoredFork(note: string, read: Uint8Array): AnchoredForkProof | undefined {
  const { origin, size, rootHash } = checkpointOf(note);
  const key = stateKeys.anchor(origin, size);
  const readUnverified = unverifiedRead(read);
  if (!readUnverified.answers.some((each) => each.key === key)) return undefined;
  const { written } = mergeAnswers([readUnverified]).answer(key, anchorForm);
  const isFork = written !== undefined && written.value.root !== encodeHex(rootHash);
  return isFork ? { kind: 'anchored-fork', note, read } : undefined;
}

/** Two signed checkpoints, the smaller first, and what the larger tree is at the smaller one's size. */
export function proveRewrite(
  smaller: string,
  larger: string,
  { root, proof }: OtherBeginning,
): RewriteProof | undefined {
  const [one, other] = [checkpointOf(smaller), checkpointOf(larger)];
  const isRewrite = one.origin === other.origin && one.size < other.size && root !== encodeHex(one.rootHash);
  return isRewrite ? { kind: 'rewrite', notes: [smaller, larger], root, proof } : undefined;
}

/** A signed checkpoint, an endorsed read of a smaller anchor, and what the signed tree is at that size. */
export function proveAnchoredRewrite(
  note: string,
  read: Uint8Array,
  size: number,
  { root, proof }: OtherBeginning,
): AnchoredRewriteProof | undefined {
  const { origin, ...signed } = checkpointOf(note);
  const key = stateKeys.anchor(origin, size);
  const readUnverified = unverifiedRead(read);
  if (size >= signed.size || !readUnverified.answers.some((each) => each.key === key)) return undefined;
  const { written } = mergeAnswers([readUnverified]).answer(key, anchorForm);
  const isRewrite = written !== undefined && written.value.root !== root;
  return isRewrite ? { kind: 'anchored-rewrite', note, read, size, root, proof } : undefined;
}

/** Two leaves with their tlog-proofs. */
export function proveTwoLeaves(left: ProvenLeaf, right: ProvenLeaf): TwoLeavesProof | undefined {
  const [one, other] = [parseTlogProof(left.proof), parseTlogProof(right.proof)];
  const isSamePlace =
    one.index === other.index &&
    checkpointOf(one.checkpoint).origin === checkpointOf(other.checkpoint).origin;
  return isSamePlace && left.leaf !== right.leaf ? { kind: 'two-leaves', leaves: [left, right] } : undefined;
}

/** A promise, and what is in the log at one of its indexes. */
export function proveBrokenPromise(
  promise: Envelope,
  entry: Uint8Array,
  proof: string,
): BrokenPromiseProof | undefined {
  const { origin, first, size, ...rest } = parsePromise(unverifiedPayload(promise));
  const { index, checkpoint } = parseTlogProof(proof);
  const isAbout = checkpointOf(checkpoint).origin === origin && first <= index && index < first + size;
  const isBroken = isAbout && !isKept({ origin, first, size, ...rest }, entry, index);
  return isBroken ? { kind: 'broken-promise', promise, entry, proof } : undefined;
}

/** A promise, and an endorsed read of the log's head or of an anchor. */
export function proveLatePromise(promise: Envelope, read: Uint8Array): LatePromiseProof | undefined {
  const promised = parsePromise(unverifiedPayload(promise));
  try {
    assertLate(promised, momentsOf(unverifiedRead(read), promised.origin));
    return { kind: 'late-promise', promise, read };
  } catch (error) {
    if (isQuanchengError(error, 'FRAUD_NOT_SHOWN') || isQuanchengError(error, 'FRAUD_DEADLINE_RUNNING'))
      return undefined;
    throw error;
  }
}

/** A leaf of an entry's bytes with its tlog-proof. */
export function provenLeaf(entry: Uint8Array, proof: string): ProvenLeaf {
  return { leaf: encodeHex(leafHash(entry)), proof };
}

function checkpointOf(note: string): Checkpoint {
  return parseCheckpoint(parseNote(note).text);
}

function unverifiedRead(bytes: Uint8Array): EndorsedRead {
  const { answers, result } = parseRead(bytes);
  const { tick, time, transaction, nonce, stateVersion } = result;
  return { answers, tick, time, transaction, nonce, stateVersion, endorsers: [] };
}
