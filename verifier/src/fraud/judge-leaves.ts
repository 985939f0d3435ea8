import {
  decodeHex,
  encodeHex,
  leafHash,
  parseEntry,
  parseLeafHash,
  parseTlogProof,
  QuanchengError,
  verifyInclusion,
  type Checkpoint,
  type LeafHash,
  type LogEntry,
  type LogPromise,
} from '@quancheng/protocol';
import { verifyCheckpoint } from '../checks/check-checkpoint.js';
import { verifyPromise } from '../checks/check-promise.js';
import type { TrustRoot } from '../trust-root/trust-root.js';
import { convictLog, type Conviction } from './conviction.js';
import type { Examination } from './examination.js';
import type { BrokenPromiseProof, TwoLeavesProof } from './fraud-proof.js';
import { notShown, unrelated } from './judge-checkpoints.js';

/** Two different leaves at one index, each in a tree that the log signed. */
export function judgeTwoLeaves(
  { leaves }: TwoLeavesProof,
  root: TrustRoot,
  { run }: Examination,
): Conviction[] {
  const proofs = leaves.map(({ proof }) => parseTlogProof(proof));
  const checkpoints = run('checkpoints', () =>
    proofs.map(({ checkpoint }) => verifyCheckpoint(checkpoint, root)),
  );
  run('inclusion', () =>
    leaves.forEach(({ leaf, proof }, place) =>
      assertIncluded(proof, parseLeafHash(decodeHex(leaf)), checkpoints[place]),
    ),
  );
  const [left, right] = checkpoints;
  const index = proofs[0]?.index ?? 0;
  run('related', () => {
    if (left?.origin !== right?.origin || index !== proofs[1]?.index) throw unrelated('another log or index');
  });
  run('contradiction', () => {
    if (leaves[0].leaf === leaves[1].leaf) throw notShown('it is the same leaf');
  });
  const deed = {
    en: `signed trees with two different entries at index ${index}.`,
    zh: `签署的树在序号 ${index} 处有两个不同的条目。`,
  };
  return [convictLog(root, left?.origin ?? '', 'two-leaves', deed)];
}

/** A promise, and an entry in a signed tree where the promised one should be. */
export function judgeBrokenPromise(
  { promise: envelope, entry, proof }: BrokenPromiseProof,
  root: TrustRoot,
  { run }: Examination,
): Conviction[] {
  const { index, checkpoint } = parseTlogProof(proof);
  const signed = run('checkpoints', () => verifyCheckpoint(checkpoint, root));
  run('inclusion', () => assertIncluded(proof, leafHash(entry), signed));
  const promise = run('promise', () => verifyPromise(envelope, root));
  run('related', () => {
    const covers = promise.first <= index && index < promise.first + promise.size;
    if (promise.origin !== signed.origin || !covers) throw unrelated('the promise is about other entries');
  });
  run('contradiction', () => {
    if (isKept(promise, entry, index)) throw notShown('the entry is the promised one');
  });
  const deed = {
    en: `promised another entry at index ${index} than the one in the tree of size ${signed.size} that it signed.`,
    zh: `所承诺的序号 ${index} 处的条目，与其签署的大小为 ${signed.size} 的树中的条目不同。`,
  };
  return [convictLog(root, promise.origin, 'broken-promise', deed)];
}

/** Whether an entry can be the promised one at this index. Of a batch, what the promise says of each member. */
export function isKept(promise: LogPromise, entry: Uint8Array, index: number): boolean {
  if (promise.leaf !== undefined) return promise.leaf === encodeHex(leafHash(entry));
  const parsed = tryParse(entry);
  return (
    parsed !== undefined &&
    parsed.envelope === promise.batch?.envelope &&
    parsed.member === index - promise.first &&
    parsed.received === promise.received
  );
}

function tryParse(entry: Uint8Array): LogEntry | undefined {
  try {
    return parseEntry(entry);
  } catch {
    return undefined;
  }
}

function assertIncluded(proof: string, leaf: LeafHash, checkpoint: Checkpoint | undefined): void {
  const { index, hashes } = parseTlogProof(proof);
  if (checkpoint && verifyInclusion(index, checkpoint.size, leaf, hashes, checkpoint.rootHash)) return;
  throw new QuanchengError('INCLUSION_INVALID', 'the path does not lead to the checkpoint’s root');
}
