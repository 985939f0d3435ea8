import { encodeHex, equalBytes, isQuanchengError, type QuanchengError } from '@quancheng/protocol';
import {
  proveAnchoredFork,
  proveAnchoredRewrite,
  proveFork,
  proveRewrite,
  stateKeys,
  type FraudProof,
  type OtherBeginning,
} from '@quancheng/verifier';
import type { Findings } from '../alarms.js';
import type { LedgerView } from '../sources/ledger-view.js';
import type { Point, Shown } from './points.js';

/** Milliseconds for which a file of the log may be missing. */
const ABSENT = 60_000;

/** What judges of trees need. */
export interface TreeContext {
  readonly findings: Findings;
  readonly ledger: LedgerView;
}

/** Whether a tree contains all others that somebody vouches for; `unread`: its tiles cannot be read, or are wrong. */
export type TreeVerdict = 'contains' | 'contradicts' | 'unread';

/** Holds the tree that a source shows against all others that somebody vouches for. */
export async function judgeTree(
  shown: Shown,
  points: readonly Point[],
  context: TreeContext,
): Promise<TreeVerdict> {
  const { source, checkpoint } = shown;
  const { findings } = context;
  const subject = `${checkpoint.origin} at ${source.url}`;
  let verdict: TreeVerdict = 'contains';
  try {
    for (const point of points) {
      const other = await otherBeginning(shown, point);
      if (other === undefined) continue;
      verdict = 'contradicts';
      await raiseFork(shown, point, other, context);
    }
    await findings.fine('WATCH_TILES_WRONG', subject);
  } catch (error) {
    if (!isQuanchengError(error)) throw error;
    await raiseTiles(error, subject, shown, findings);
    return 'unread';
  }
  await judgeSize(shown, points, findings);
  return verdict;
}

/**
 * What the shown tree is at the size of another, if that is not the other's. Of larger trees it says nothing.
 */
async function otherBeginning(
  { checkpoint, tree }: Shown,
  point: Point,
): Promise<OtherBeginning | undefined> {
  if (point.size > checkpoint.size) return undefined;
  const { root, proof } = await tree.prefix(point.size);
  if (equalBytes(root, point.root)) return undefined;
  return { root: encodeHex(root), proof: proof.map(encodeHex) };
}

/** Whatever keeps us from a log's tiles is no fork. But a log that signs trees and withholds them is told, too. */
export async function raiseTiles(
  error: QuanchengError,
  subject: string,
  { source }: Shown,
  findings: Findings,
): Promise<void> {
  // A tile that was read wrong is not kept.
  source.tiles.clear();
  await findings.raise({
    code: 'WATCH_TILES_WRONG',
    subject,
    detail: `${error.code}: ${error.detail}`,
    after: error.code === 'LOG_MISMATCH' ? 0 : source.lag + ABSENT,
  });
}

async function judgeSize(
  { source, checkpoint }: Shown,
  points: readonly Point[],
  findings: Findings,
): Promise<void> {
  const largest = points.reduce<Point | undefined>(
    (most, point) => (point.isEarlier && point.size > (most?.size ?? checkpoint.size) ? point : most),
    undefined,
  );
  const subject = `${checkpoint.origin} at ${source.url}`;
  if (largest === undefined) return findings.fine('WATCH_LOG_BEHIND', subject);
  await findings.raise({
    code: 'WATCH_LOG_BEHIND',
    subject,
    detail: `it shows ${checkpoint.size} entries, ${largest.by} has ${largest.size}`,
    after: source.lag,
  });
}

async function raiseFork(
  shown: Shown,
  point: Point,
  other: OtherBeginning,
  context: TreeContext,
): Promise<void> {
  const { checkpoint, source } = shown;
  const { origin, size, rootHash } = checkpoint;
  const proof = await proofOfFork(shown, point, other, context);
  const others = `${point.by}: size ${point.size}, root ${encodeHex(point.root)}`;
  await context.findings.raise({
    code: 'WATCH_FORK',
    subject: `${origin} at ${source.url}`,
    detail: `it shows size ${size}, root ${encodeHex(rootHash)}; ${others}`,
    ...(proof === undefined ? {} : { proof }),
  });
}

/** Undefined if the ledger, which would have to say so, is away: the fork is proven in a later round. */
async function proofOfFork(
  { note, checkpoint }: Shown,
  point: Point,
  other: OtherBeginning,
  { ledger }: TreeContext,
): Promise<FraudProof | undefined> {
  const { origin, size } = checkpoint;
  if (point.note !== undefined) return proveFork(note, point.note) ?? proveRewrite(point.note, note, other);
  try {
    const read = await ledger.prove([stateKeys.anchor(origin, point.size)]);
    return point.size === size
      ? proveAnchoredFork(note, read)
      : proveAnchoredRewrite(note, read, point.size, other);
  } catch (error) {
    if (!isQuanchengError(error)) throw error;
    return undefined;
  }
}
