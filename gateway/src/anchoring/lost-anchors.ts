import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ledger } from '@quancheng/ledger';
import {
  decodeUtf8,
  encodeHex,
  encodeUtf8,
  isJsonObject,
  parseCanonical,
  parseNote,
  QuanchengError,
  sha256,
} from '@quancheng/protocol';
import { openLevelProjection } from '../store/level-projection.js';
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
   * Moves these lines into a file of their own, and throws the projection away, which is made anew from the ledger.
   * Entries stay in the log, and are anchored again once the gateway runs.
   * @returns where the lines are now
   */
  readonly setAside: () => Promise<string>;
}

interface Line {
  readonly text: string;
  readonly size: number;
  readonly noteDigest: string;
}

const ANCHORED = 'anchored.ndjson';

/**
 * Compares the anchors that a gateway remembers with the ledger's: what lies beyond its head is lost, and all before it
 * must be as the ledger holds it, or this is no older state of the same ledger.
 * @throws LOG_LOCKED while the gateway runs, LOG_UNKNOWN, LOG_FORK_REFUSED, LOG_TREE_CORRUPT, NETWORK_UNAVAILABLE
 */
export async function findLostAnchors({
  directory,
  origin,
  ledger,
}: LostAnchorsOptions): Promise<LostAnchors> {
  const projection = join(directory, 'projection');
  const { ledger: id } = await ledger.read(['ledger']);
  await (await openLevelProjection(projection, id)).close();
  const head = await readLedgerHead(ledger, origin);
  if (head === undefined) throw new QuanchengError('LOG_UNKNOWN', `the log ${origin} is not registered`);
  const path = join(directory, ANCHORED);
  const lines = parseLines(decodeUtf8(await readFile(path)));
  const kept = lines.filter(({ size }) => size <= head.size);
  await assertSame(ledger, origin, head.size, kept);
  const lost = lines.slice(kept.length);
  return {
    head: head.size,
    lost: lost.map(({ size }) => size),
    async setAside() {
      const aside = `${path}.lost-${new Date().toISOString().replace(/[:.]/g, '-')}`;
      await writeFile(aside, joined(lost), { flag: 'wx', flush: true });
      await writeFile(`${path}.new`, joined(kept), { flush: true });
      await rename(`${path}.new`, path);
      await rm(projection, { recursive: true, force: true });
      return aside;
    },
  };
}

/** The newest that is kept must be the ledger's head, and its note the one that the ledger has the digest of. */
async function assertSame(
  ledger: Ledger,
  origin: string,
  head: number,
  kept: readonly Line[],
): Promise<void> {
  const newest = kept.at(-1);
  if (newest === undefined) return;
  const { noteDigest } = await readLedgerAnchor(ledger, origin, newest.size).catch((cause: unknown) => {
    throw new QuanchengError(
      'LOG_FORK_REFUSED',
      `the ledger has no anchor of size ${newest.size}, its head is ${head}`,
      {
        cause,
      },
    );
  });
  if (noteDigest !== newest.noteDigest) {
    throw new QuanchengError('LOG_FORK_REFUSED', `the ledger anchored another note of size ${newest.size}`);
  }
}

function parseLines(text: string): readonly Line[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const value = parseCanonical(encodeUtf8(line));
      const { size, note } = isJsonObject(value) ? value : {};
      if (typeof size !== 'number' || typeof note !== 'string') {
        throw new QuanchengError(
          'LOG_TREE_CORRUPT',
          'the file of anchored checkpoints: a line lacks its members',
        );
      }
      return { text: line, size, noteDigest: encodeHex(sha256(encodeUtf8(parseNote(note).text))) };
    });
}

function joined(lines: readonly Line[]): string {
  return lines.map(({ text }) => `${text}\n`).join('');
}
