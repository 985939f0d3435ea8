import {
  type Checkpoint,
  decodeUtf8,
  entryBundlePath,
  equalBytes,
  leafHash,
  parseCheckpoint,
  parseEntryBundle,
  parseNote,
  QuanchengError,
  TILE_WIDTH,
  type VerifierKey,
  verifyNote,
} from '@quancheng/protocol';
import type { LogReader } from './log-reader.js';
import { RootAccumulator } from './root-accumulator.js';
import { TileComparer } from './tile-comparer.js';

export interface LogAudit {
  /** Finds the keys of a log by its origin: from the pinned trust root, or given by hand. */
  readonly keysOf: (origin: string) => readonly VerifierKey[];
  readonly onProgress?: (checked: number, size: number) => void;
}

/**
 * Reads a log from its first entry to its last, rebuilds every tile and the root, and compares them with what is
 * served and with the signed checkpoint.
 * @returns what the checkpoint says
 * @throws LOG_MISMATCH, KEY_UNKNOWN, SIGNATURE_INVALID, NOTE_UNVERIFIED, TILE_MALFORMED, and the reader's errors
 */
export async function auditLog(reader: LogReader, audit: LogAudit): Promise<Checkpoint> {
  const note = parseNote(decodeUtf8(await reader('checkpoint')));
  const checkpoint = parseCheckpoint(note.text);
  const keys = audit.keysOf(checkpoint.origin);
  if (keys.length === 0)
    throw new QuanchengError('KEY_UNKNOWN', `no key is known for the log ${checkpoint.origin}`);
  verifyNote(note, keys);

  const root = new RootAccumulator();
  const tiles = new TileComparer(reader);
  for (let first = 0; first < checkpoint.size; first += TILE_WIDTH) {
    for (const entry of await readBundle(reader, first, checkpoint.size)) {
      const leaf = leafHash(entry);
      root.push(leaf);
      await tiles.push(leaf);
    }
    audit.onProgress?.(Math.min(first + TILE_WIDTH, checkpoint.size), checkpoint.size);
  }
  await tiles.finish();
  if (!equalBytes(root.root(), checkpoint.rootHash)) {
    throw new QuanchengError('LOG_MISMATCH', 'the entries do not lead to the root that the checkpoint signs');
  }
  return checkpoint;
}

async function readBundle(reader: LogReader, first: number, size: number): Promise<readonly Uint8Array[]> {
  const width = Math.min(TILE_WIDTH, size - first);
  const path = entryBundlePath(first / TILE_WIDTH, width);
  const entries = parseEntryBundle(await reader(path));
  if (entries.length !== width)
    throw new QuanchengError('LOG_MISMATCH', `${path} does not hold ${width} entries`);
  return entries;
}
