import { encodeHex, equalBytes, isQuanchengError, type QuanchengError } from '@quancheng/protocol';
import { proveFork, type FraudProof } from '@quancheng/verifier';
import type { Findings } from '../alarms.js';
import type { LedgerView } from '../sources/ledger-view.js';
import { proveAgainstAnchor } from './judge-points.js';
import type { Point, Shown } from './points.js';

/** Milliseconds for which a file of the log may be missing. */
const ABSENT = 60_000;

/** What judges of trees need. */
export interface TreeContext {
  readonly findings: Findings;
  readonly ledger: LedgerView;
}

/**
 * Whether the tree that a source shows contains all others that somebody vouches for.
 * @returns whether it does, as far as its tiles can be read
 */
export async function judgeTree(
  shown: Shown,
  points: readonly Point[],
  context: TreeContext,
): Promise<boolean> {
  const { source, checkpoint } = shown;
  const { findings } = context;
  const subject = `${checkpoint.origin} at ${source.url}`;
  let isContained = true;
  try {
    for (const point of points)
      if (!(await contains(shown, point))) {
        isContained = false;
        await raiseFork(shown, point, context);
      }
    await findings.fine('WATCH_TILES_WRONG', subject);
  } catch (error) {
    if (!isQuanchengError(error)) throw error;
    await raiseTiles(error, subject, shown, findings);
    return false;
  }
  await judgeSize(shown, points, findings);
  return isContained;
}

/** A smaller tree than the shown one is a part of it, one of the same size is the same. Of larger ones it says nothing. */
async function contains({ checkpoint, tree }: Shown, { size, root }: Point): Promise<boolean> {
  if (size > checkpoint.size) return true;
  return equalBytes((await tree.prefix(size)).root, root);
}

/** Whatever keeps us from a log's tiles is no fork. @throws what is no error of reading a log */
export async function raiseTiles(
  error: QuanchengError,
  subject: string,
  { source }: Shown,
  findings: Findings,
): Promise<void> {
  // A tile that was read wrong is not kept.
  source.tiles.clear();
  if (error.code === 'GATEWAY_UNREACHABLE') return;
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
    (most, point) => (point.size > (most?.size ?? checkpoint.size) ? point : most),
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

async function raiseFork(shown: Shown, point: Point, context: TreeContext): Promise<void> {
  const { checkpoint, source } = shown;
  const { origin, size, rootHash } = checkpoint;
  const proof = await proofOfFork(shown, point, context);
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
  { ledger }: TreeContext,
): Promise<FraudProof | undefined> {
  const { origin, size } = checkpoint;
  const direct = point.note === undefined ? undefined : proveFork(note, point.note);
  return direct ?? (await proveAgainstAnchor(origin, size, note, ledger));
}
