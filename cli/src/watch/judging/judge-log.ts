import {
  encodeHex,
  formatTime,
  isQuanchengError,
  parseCheckpoint,
  parseNote,
  parseTime,
  type Checkpoint,
} from '@quancheng/protocol';
import type { TrustRoot } from '@quancheng/verifier';
import type { Findings } from '../alarms.js';
import type { DoubledPromises } from '../promises/doubled.js';
import type { PromiseStore } from '../promises/promise-store.js';
import type { LedgerView } from '../sources/ledger-view.js';
import type { HeadStore, WatchedHead } from '../state/head-store.js';
import { judgeAnchoring, type Bounds } from './judge-anchoring.js';
import { judgeEntries } from './judge-entries.js';
import { judgePoints } from './judge-points.js';
import { judgePromises } from './judge-promises.js';
import { judgeTree, raiseTiles } from './judge-trees.js';
import { addCosigned, cosignersOf, judgeQuorum, type CosignedSizes } from './judge-witnesses.js';
import type { LookedAt } from './look-at-log.js';
import type { Witnessed } from './look-at-witnesses.js';
import type { AnchoredHead, Point, Shown } from './points.js';

/** Everything that was seen of one log in a round. */
export interface LogSights {
  readonly origin: string;
  readonly looked: readonly LookedAt[];
  readonly witnessed: readonly Witnessed[];
  /** Undefined if the ledger cannot be read, or doesn't have the log. */
  readonly anchored: AnchoredHead | undefined;
  /** Milliseconds since 1970, before the first look. */
  readonly now: number;
}

export interface LogContext {
  readonly root: TrustRoot;
  readonly ledger: LedgerView;
  readonly findings: Findings;
  readonly heads: HeadStore;
  readonly promises: PromiseStore;
  readonly doubled: DoubledPromises;
  readonly bounds: Bounds;
}

/** How far a log is, by all that was seen. */
export interface SeenLog {
  readonly origin: string;
  /** Whether tiles of a tree that it signed cannot be read. */
  readonly isUnread: boolean;
  /** Size of the largest tree shown. */
  readonly shown?: number;
  readonly anchored?: number;
  readonly cosigned?: number;
}

/** Holds what was seen of a log against each other and what was seen before. Findings are kept before the head moves. */
export async function judgeLog(sights: LogSights, context: LogContext): Promise<SeenLog> {
  const { origin, looked, anchored, now } = sights;
  const { findings, ledger, heads, bounds } = context;
  const head = await heads.read(origin);
  const points = pointsOf(sights, head);
  const shown = looked.map((each) => each.shown);
  await judgePoints(origin, [...points, ...shown.map(asPoint)], findings, ledger);
  const { trusted, isUnread } = await judgeTrees(shown, points, context);
  const best = largest([...trusted]);
  const hasNew = best !== undefined && (await judgeNew(best, head, findings));
  const size = Math.max(0, ...shown.map(({ checkpoint }) => checkpoint.size));
  const cosigned = await judgeWitnesses(sights, head, context);
  const follows = anchored && { size: anchored.size, root: encodeHex(anchored.root) };
  const kept =
    follows === undefined
      ? head.anchored
      : await judgeAnchoring(origin, head.anchored, follows, size, now, bounds, findings);
  const { promises: store, doubled } = context;
  await judgePromises({ origin, shown, trusted, anchored, store, doubled, ledger, findings, now });
  await heads.write({
    ...head,
    ...(hasNew ? { note: best.note, seen: formatTime(now) } : {}),
    ...(kept === undefined ? {} : { anchored: kept }),
    ...(cosigned === undefined ? {} : { cosigned }),
  });
  return {
    origin,
    isUnread,
    ...(shown.length === 0 ? {} : { shown: size }),
    ...(anchored === undefined ? {} : { anchored: anchored.size }),
    ...(cosigned === undefined ? {} : { cosigned: cosigned.size }),
  };
}

/** Which of the trees contain all others, and whether some cannot be read. */
async function judgeTrees(
  shown: readonly Shown[],
  points: readonly Point[],
  { findings, ledger }: LogContext,
): Promise<{ readonly trusted: ReadonlySet<Shown>; readonly isUnread: boolean }> {
  const trusted = new Set<Shown>();
  let isUnread = false;
  for (const each of shown) {
    const others = shown.filter((other) => other !== each).map(asPoint);
    const verdict = await judgeTree(each, [...points, ...others], { findings, ledger });
    if (verdict === 'contains') trusted.add(each);
    if (verdict === 'unread') isUnread = true;
  }
  return { trusted, isUnread };
}

/** All trees that somebody vouches for, but for those that the sources show with their tiles. */
function pointsOf({ looked, witnessed, anchored }: LogSights, { note }: WatchedHead): Point[] {
  const points: Point[] = [];
  const add = (by: string, signed: string, { size, rootHash }: Checkpoint, isEarlier = true) =>
    points.push({ by, note: signed, size, root: rootHash, isEarlier });
  if (note !== undefined) add('this monitor', note, checkpointOf(note));
  for (const { url, note: signed, checkpoint } of witnessed) add(url, signed, checkpoint);
  for (const { shown, cosigned } of looked)
    if (cosigned !== undefined)
      add(`${shown.source.url} (cosigned)`, cosigned.note, cosigned.checkpoint, false);
  // Last, so that of two trees of one size a signed one is named first.
  if (anchored !== undefined) {
    const { size, root } = anchored;
    points.push({ by: 'the ledger', size, root, isEarlier: true });
  }
  return points;
}

/** Of a note that was verified when it became the head, under the trust root of that time. */
function checkpointOf(note: string): Checkpoint {
  return parseCheckpoint(parseNote(note).text);
}

function asPoint({ source, note, checkpoint }: Shown): Point {
  return { by: source.url, note, size: checkpoint.size, root: checkpoint.rootHash, isEarlier: false };
}

function largest(shown: readonly Shown[]): Shown | undefined {
  return shown.reduce<Shown | undefined>(
    (most, each) => (each.checkpoint.size > (most?.checkpoint.size ?? -1) ? each : most),
    undefined,
  );
}

/** Looks at what is new since the head. @returns whether the head may move there */
async function judgeNew(best: Shown, head: WatchedHead, findings: Findings): Promise<boolean> {
  const before = head.note === undefined ? undefined : checkpointOf(head.note);
  const { size } = best.checkpoint;
  if (before !== undefined && before.size > size) return false;
  try {
    // A first look takes the log as it is: what it says of its past, promises and the ledger are held against.
    const at = head.seen === undefined ? {} : { at: parseTime(head.seen) };
    await judgeEntries(best, { size: before?.size ?? size, ...at }, findings);
    return true;
  } catch (error) {
    if (!isQuanchengError(error)) throw error;
    await raiseTiles(error, `${best.checkpoint.origin} at ${best.source.url}`, best, findings);
    return false;
  }
}

async function judgeWitnesses(
  { origin, looked, witnessed, anchored, now }: LogSights,
  head: WatchedHead,
  { root, bounds, findings }: LogContext,
): Promise<WatchedHead['cosigned']> {
  const { witnesses: policy } = root;
  if (policy === undefined || policy.quorum === 'none' || anchored === undefined) return head.cosigned;
  const sizes: CosignedSizes = new Map();
  for (const { cosigners, checkpoint } of witnessed) addCosigned(sizes, cosigners, checkpoint.size);
  for (const { cosigned } of looked)
    if (cosigned !== undefined)
      addCosigned(sizes, cosignersOf(cosigned.note, policy), cosigned.checkpoint.size);
  return judgeQuorum(origin, head.cosigned, sizes, policy, anchored.size, now, bounds, findings);
}
