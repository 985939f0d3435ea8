import { decodeHex, isHex, QuanchengError, verifyConsistency } from '@quancheng/protocol';
import { decide, type Accepted, type Decision } from '../decisions/decision.js';
import type { LedgerTime } from '../ticks/tick.js';
import type { Anchor, LogRecord, TreeHead } from './log-records.js';
import {
  assertSignedBy,
  keyAtSize,
  parseTreeCheckpoint,
  rootHashOf,
  type TreeCheckpoint,
} from './tree-checkpoint.js';

/** A request to fix a log's newer tree head. Anyone may make it: the proof carries all authority. */
export interface AnchorOrder {
  readonly origin: string;
  /** Size of the last anchor, from which the proof leads. */
  readonly old: number;
  /** RFC 6962 consistency proof: hex, 32 bytes each. */
  readonly proof: readonly string[];
  /** The signed checkpoint as text. */
  readonly note: string;
}

export interface AnchorEvent extends TreeHead {
  readonly origin: string;
}

/**
 * Accepts a checkpoint that continues the last anchored tree.
 * The same head again is accepted and changes nothing.
 */
export function decideAnchor(
  log: LogRecord | undefined,
  order: AnchorOrder,
  at: LedgerTime,
): Decision<AnchorEvent, AnchorEvent> {
  return decide(() => {
    if (log === undefined) throw new QuanchengError('LOG_UNKNOWN', `there is no log ${order.origin}`);
    const checkpoint = parseTreeCheckpoint(order.note, order.origin);
    assertSignedBy(checkpoint, keyAtSize(log, checkpoint.size).verifierKey);
    const fixed = { origin: log.origin, size: checkpoint.size, root: checkpoint.root };
    if (isRepetition(log.head, order, checkpoint)) return { outcome: 'accepted', changes: [], result: fixed };
    assertConsistent(log.head, order, checkpoint);
    return extend(log, checkpoint, fixed, at);
  });
}

/** @throws ANCHOR_STALE, ANCHOR_SMALLER, ANCHOR_FORK */
function isRepetition(head: TreeHead, order: AnchorOrder, checkpoint: TreeCheckpoint): boolean {
  if (order.old !== head.size) {
    throw new QuanchengError('ANCHOR_STALE', `the last anchor has size ${head.size}, not ${order.old}`);
  }
  if (checkpoint.size < head.size) {
    throw new QuanchengError(
      'ANCHOR_SMALLER',
      `size ${checkpoint.size} is below the last anchor’s ${head.size}`,
    );
  }
  if (checkpoint.size > head.size) return false;
  if (checkpoint.root !== head.root) {
    throw new QuanchengError('ANCHOR_FORK', `another root at the anchored size ${head.size}`);
  }
  return true;
}

/** @throws PROOF_INVALID */
function assertConsistent(head: TreeHead, order: AnchorOrder, checkpoint: TreeCheckpoint): void {
  const hashes = order.proof.map((hash) => {
    if (!isHex(hash, 32))
      throw new QuanchengError('PROOF_INVALID', 'a hash of the proof is not 32 bytes in hex');
    return decodeHex(hash, 32);
  });
  if (!verifyConsistency(head.size, checkpoint.size, rootHashOf(head), checkpoint.rootHash, hashes)) {
    throw new QuanchengError(
      'PROOF_INVALID',
      `no proof that size ${checkpoint.size} continues size ${head.size}`,
    );
  }
}

function extend(
  log: LogRecord,
  checkpoint: TreeCheckpoint,
  fixed: AnchorEvent,
  at: LedgerTime,
): Accepted<AnchorEvent, AnchorEvent> {
  const number = log.anchors + 1;
  const anchor: Anchor = { ...fixed, previous: log.head.size, number, note: checkpoint.noteDigest, at };
  const head = { size: fixed.size, root: fixed.root };
  return {
    outcome: 'accepted',
    changes: [
      { kind: 'log', value: { ...log, head, anchors: number } },
      { kind: 'anchor', value: anchor },
    ],
    event: fixed,
    result: fixed,
  };
}
