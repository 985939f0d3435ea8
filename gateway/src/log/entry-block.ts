import { setImmediate } from 'node:timers/promises';

import { QuanchengError, sha256 } from '@quancheng/protocol';

import { formatReceived } from './submission.js';
import type { EntryBlock, Submission } from './submission.js';

const LENGTH_BYTES = 2;
const MAXIMUM_ENTRY = 0xffff;
/** Entries derived before other work gets its turn. */
const ENTRIES_PER_TURN = 1024;

/**
 * Derives a submission's entries.
 * @param received milliseconds
 * @throws LOG_SUBMISSION_INVALID if their number or size is not what was said
 */
export async function deriveEntries(
  submission: Pick<Submission, 'key' | 'count' | 'entries' | 'entryBlock'>,
  received: number,
): Promise<EntryBlock> {
  const block = submission.entryBlock?.(formatReceived(received));
  if (block === undefined) return gatherEntries(submission, received);
  const { key, count } = submission;
  if (block.count !== count) throw invalid(key, `${block.count} entries instead of ${count}`);
  return block;
}

async function gatherEntries(
  submission: Pick<Submission, 'key' | 'count' | 'entries'>,
  received: number,
): Promise<EntryBlock> {
  const { key, count } = submission;
  const entries: Uint8Array[] = [];
  const offsets = new Uint32Array(count + 1);
  let end = 0;
  for (const entry of submission.entries(formatReceived(received))) {
    if (entries.length === count) throw invalid(key, `more than ${count} entries`);
    if (entry.length > MAXIMUM_ENTRY) throw invalid(key, `an entry of ${entry.length} bytes`);
    entries.push(entry);
    end += LENGTH_BYTES + entry.length;
    offsets[entries.length] = end;
    if (entries.length % ENTRIES_PER_TURN === 0) await setImmediate();
  }
  if (entries.length !== count) throw invalid(key, `${entries.length} entries instead of ${count}`);
  return { count, bytes: joinEntries(entries, end), offsets };
}

/** SHA-256 of the block's bytes. */
export function digestEntries(block: EntryBlock): Uint8Array {
  return sha256(block.bytes);
}

/** One entry without its length; shares the block's memory. */
export function entryAt(block: EntryBlock, place: number): Buffer {
  return block.bytes.subarray((block.offsets[place] ?? 0) + LENGTH_BYTES, block.offsets[place + 1]);
}

/** The entries one by one; they share the block's memory. */
export function* entriesOf(block: EntryBlock): Generator<Uint8Array> {
  for (let place = 0; place < block.count; place += 1) yield entryAt(block, place);
}

function joinEntries(entries: readonly Uint8Array[], length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let offset = 0;
  for (const entry of entries) {
    bytes.writeUInt16BE(entry.length, offset);
    bytes.set(entry, offset + LENGTH_BYTES);
    offset += LENGTH_BYTES + entry.length;
  }
  return bytes;
}

function invalid(key: string, what: string): QuanchengError {
  return new QuanchengError('LOG_SUBMISSION_INVALID', `${key}: ${what}`);
}
