import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ledger } from '@quancheng/ledger';
import { encodeHex, encodeUtf8, parseNote, QuanchengError, sha256 } from '@quancheng/protocol';
import { formatAnchor, openAnchors } from '../store/level-anchor-store.js';
import { openLevelProjection } from '../store/level-projection.js';
import type { AnchorStore } from './anchor-store.js';
import type { AnchoredCheckpoint } from './anchored-checkpoint.js';
import { readLedgerAnchor, readLedgerHead } from './ledger-log-state.js';

export interface LostAnchorsOptions {
  /** The gateway's folder; the gateway is stopped. */
  readonly directory: string;
  readonly origin: string;
  readonly ledger: Ledger;
}

/** What a gateway remembers of anchors that a restored ledger no longer holds. */
export interface LostAnchors {
  /** The ledger's head of this log. */
  readonly head: number;
  /** Sizes that the gateway has anchored and the ledger doesn't know; evidence that rests on them must be made again. */
  readonly lost: readonly number[];
  /**
   * Moves them into a file of their own, and throws the projection away, which is made anew from the ledger.
   * Entries stay in the log, and are anchored again once the gateway runs.
   * @returns where they are now
   */
  readonly setAside: () => Promise<string>;
}

const PROJECTION = 'projection';

/**
 * Compares the anchors that a gateway remembers with the ledger's: what lies beyond its head is lost, and all before it
 * must be as the ledger holds it, or this is no older state of the same ledger.
 * @throws LOG_LOCKED while the gateway runs, LOG_UNKNOWN, LOG_FORK_REFUSED, LOG_CHECKPOINTS_CORRUPT, NETWORK_UNAVAILABLE
 */
export async function findLostAnchors({
  directory,
  origin,
  ledger,
}: LostAnchorsOptions): Promise<LostAnchors> {
  const { ledger: id } = await ledger.read(['ledger']);
  await (await openLevelProjection(join(directory, PROJECTION), id)).close();
  const head = await readLedgerHead(ledger, origin);
  if (head === undefined) throw new QuanchengError('LOG_UNKNOWN', `the log ${origin} is not registered`);
  const anchors = await openAnchors(directory);
  try {
    await assertSame(ledger, origin, head.size, anchors);
    const lost: AnchoredCheckpoint[] = [];
    for await (const anchor of anchors.beyond(head.size)) lost.push(anchor);
    return {
      head: head.size,
      lost: lost.map(({ size }) => size),
      setAside: () => setAside(directory, head.size, lost),
    };
  } finally {
    await anchors.close();
  }
}

async function setAside(
  directory: string,
  head: number,
  lost: readonly AnchoredCheckpoint[],
): Promise<string> {
  const aside = join(directory, `anchored.lost-${new Date().toISOString().replace(/[:.]/g, '-')}.ndjson`);
  await writeFile(aside, lost.map((each) => `${formatAnchor(each)}\n`).join(''), { flag: 'wx', flush: true });
  const anchors = await openAnchors(directory);
  try {
    await anchors.cut(head);
  } finally {
    await anchors.close();
  }
  await rm(join(directory, PROJECTION), { recursive: true, force: true });
  return aside;
}

/** The newest that is kept must be the ledger's head, and its note the one that the ledger has the digest of. */
async function assertSame(ledger: Ledger, origin: string, head: number, anchors: AnchorStore): Promise<void> {
  const newest = await anchors.sizeUpTo(head);
  if (newest === undefined) return;
  const { note } = await anchors.read(newest);
  const { noteDigest } = await readLedgerAnchor(ledger, origin, newest).catch((cause: unknown) => {
    throw new QuanchengError(
      'LOG_FORK_REFUSED',
      `the ledger has no anchor of size ${newest}, its head is ${head}`,
      {
        cause,
      },
    );
  });
  if (noteDigest !== encodeHex(sha256(encodeUtf8(parseNote(note).text)))) {
    throw new QuanchengError('LOG_FORK_REFUSED', `the ledger anchored another note of size ${newest}`);
  }
}
