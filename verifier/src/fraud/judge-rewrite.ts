import {
  decodeHex,
  encodeHex,
  parseRootHash,
  verifyConsistency,
  type Checkpoint,
  type RootHash,
} from '@quancheng/protocol';
import { verifyCheckpoint } from '../checks/check-checkpoint.js';
import { mergeAnswers } from '../ledger/ledger-answers.js';
import { anchorForm } from '../ledger/state-forms.js';
import { stateKeys } from '../ledger/state-keys.js';
import { verifyEndorsedRead } from '../read/verify-endorsed-read.js';
import type { TrustRoot } from '../trust-root/trust-root.js';
import { convictLog, type Conviction } from './conviction.js';
import type { Examination } from './examination.js';
import type { AnchoredRewriteProof, OtherBeginning, RewriteProof } from './fraud-proof.js';
import { notShown, unrelated } from './judge-checkpoints.js';

/** A tree that somebody vouches for. */
type Tree = Pick<Checkpoint, 'size' | 'rootHash'>;

/** Two signed checkpoints, the larger of which does not begin with the smaller. */
export function judgeRewrite(proof: RewriteProof, root: TrustRoot, { run }: Examination): Conviction[] {
  const [smaller, larger] = run(
    'checkpoints',
    () => [verifyCheckpoint(proof.notes[0], root), verifyCheckpoint(proof.notes[1], root)] as const,
  );
  run('related', () => {
    if (smaller.origin !== larger.origin) throw unrelated('another log');
    assertOrder(smaller, larger);
  });
  run('contradiction', () => assertOtherBeginning(smaller, larger, proof));
  const deed = {
    en: `signed a tree of size ${larger.size} that has root ${proof.root} at size ${smaller.size}, where it signed root ${encodeHex(smaller.rootHash)}.`,
    zh: `签署了大小为 ${larger.size} 的树，该树在大小 ${smaller.size} 处的根为 ${proof.root}，而其曾在该大小签署根 ${encodeHex(smaller.rootHash)}。`,
  };
  return [convictLog(root, smaller.origin, 'rewrite', deed)];
}

/** A signed checkpoint and an anchor of another size, the larger of which does not begin with the smaller. */
export function judgeAnchoredRewrite(
  proof: AnchoredRewriteProof,
  root: TrustRoot,
  { run }: Examination,
): Conviction[] {
  const signed = run('checkpoints', () => verifyCheckpoint(proof.note, root));
  const answers = run('read', () => mergeAnswers([verifyEndorsedRead(proof.read, root)]));
  const anchored = run('related', () => {
    const { written } = answers.answer(stateKeys.anchor(signed.origin, proof.size), anchorForm);
    if (written === undefined) throw unrelated('the ledger has no anchor of this size');
    const tree = { size: proof.size, rootHash: parseRootHash(decodeHex(written.value.root)) };
    const [smaller, larger] = inOrder(tree, signed);
    assertOrder(smaller, larger);
    return tree;
  });
  run('contradiction', () => assertOtherBeginning(...inOrder(anchored, signed), proof));
  const { size, rootHash } = signed;
  const deed = {
    en: `signed a tree of size ${size} with root ${encodeHex(rootHash)}; it and the ledger’s anchor of size ${anchored.size}, root ${encodeHex(anchored.rootHash)}, are not of one tree.`,
    zh: `签署了大小为 ${size}、根为 ${encodeHex(rootHash)} 的树；其与账本锚定的大小为 ${anchored.size}、根为 ${encodeHex(anchored.rootHash)} 的树并非同一棵树。`,
  };
  return [convictLog(root, signed.origin, 'anchored-rewrite', deed)];
}

/**
 * The proof leads from another root than the smaller tree's to the larger tree: hashes that lead to its root are its own,
 * so that is what it was at that size.
 * @throws FRAUD_NOT_SHOWN
 */
export function assertOtherBeginning(smaller: Tree, larger: Tree, { root, proof }: OtherBeginning): void {
  const other: RootHash = parseRootHash(decodeHex(root));
  if (root === encodeHex(smaller.rootHash)) throw notShown('the larger tree begins with the smaller');
  const path = proof.map((hash) => decodeHex(hash));
  if (!verifyConsistency(smaller.size, larger.size, other, larger.rootHash, path))
    throw notShown('the proof does not lead to the larger tree');
}

/** @throws FRAUD_PARTS_UNRELATED */
function assertOrder(smaller: Tree, larger: Tree): void {
  if (smaller.size === 0 || smaller.size >= larger.size)
    throw unrelated('not a smaller tree and a larger one');
}

function inOrder(left: Tree, right: Tree): [smaller: Tree, larger: Tree] {
  return left.size < right.size ? [left, right] : [right, left];
}
