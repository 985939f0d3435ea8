import { equalBytes, QuanchengError } from '@quancheng/protocol';

import type { IndexedSubmission, SubmissionIndex } from '../store/index.js';
import { deriveEntries, digestEntries } from './entry-block.js';
import type { EntryBlock } from './submission.js';
import type { Frame } from './frame.js';
import type { Integrator, TreeEdge } from './integrator.js';
import type { Journal } from './journal.js';
import { SEGMENT_HEADER } from './segment.js';
import type { Position } from './segment.js';
import type { LocatedFrame } from './segment-scan.js';
import type { Submission } from './submission.js';

/** Makes a submission again from its body, as it was when it was appended. */
export type DecodeSubmission = (
  body: Uint8Array,
) => Pick<Submission, 'key' | 'count' | 'entries' | 'entryBlock'>;

const WRITTEN_AT_ONCE = 1000;
/** Bytes of entries derived before the tree has to catch up. */
const HELD_BYTES = 8 * 1024 * 1024;
const START: Position = { segment: 0, offset: SEGMENT_HEADER };

/**
 * Writes to the index what only the journal has.
 * @returns how many submissions these were
 * @throws LOG_JOURNAL_CORRUPT, also if the index is another journal's
 */
export async function replayToIndex(journal: Journal, index: SubmissionIndex): Promise<number> {
  const last = await index.last();
  let waiting: IndexedSubmission[] = [];
  let written = 0;
  for await (const located of journal.frames(last?.first ?? 0, last?.position ?? START)) {
    const { frame } = located;
    if (frame.first === last?.first) assertSubmission(frame, last);
    else waiting.push(indexed(located));
    if (waiting.length < WRITTEN_AT_ONCE) continue;
    await index.write(waiting);
    written += waiting.length;
    waiting = [];
  }
  if (waiting.length > 0) await index.write(waiting);
  return written + waiting.length;
}

/**
 * Derives again the entries from the tree's size up to another one, and puts them into the tree.
 * @param from where the tree ends now
 * @param to a size at which a submission ends
 * @throws LOG_JOURNAL_CORRUPT, also if the entries are not those that were promised
 */
export async function replayToTree(
  journal: Journal,
  integrator: Integrator,
  decode: DecodeSubmission,
  from: Pick<TreeEdge, 'size' | 'next'>,
  to: number,
): Promise<TreeEdge> {
  try {
    if (from.size < to) await enqueueFrames(journal, integrator, decode, from, to);
  } catch (error) {
    // Nothing may go on writing when the caller learns of this.
    await integrator.settled().catch(() => undefined);
    throw error;
  }
  return integrator.settled();
}

async function enqueueFrames(
  journal: Journal,
  integrator: Integrator,
  decode: DecodeSubmission,
  from: Pick<TreeEdge, 'size' | 'next'>,
  to: number,
): Promise<void> {
  let held = 0;
  for await (const { frame, segment, end } of journal.frames(from.size, from.next)) {
    const block = await deriveAgain(frame, decode);
    integrator.enqueue({ block, next: { segment, offset: end }, integrated: () => undefined });
    held += block.bytes.length;
    if (frame.first + frame.count === to) return;
    if (held < HELD_BYTES) continue;
    await integrator.settled();
    held = 0;
  }
}

/** The entries of a submission in the journal. @throws LOG_JOURNAL_CORRUPT unless they are those that were promised */
export async function deriveAgain(frame: Frame, decode: DecodeSubmission): Promise<EntryBlock> {
  const block = await deriveEntries(decode(frame.body), frame.received);
  if (block.count === frame.count && equalBytes(digestEntries(block), frame.entriesDigest)) return block;
  throw corrupt(frame, 'its body no longer derives the entries that were promised');
}

function indexed({ frame, segment, offset }: LocatedFrame & { segment: number }): IndexedSubmission {
  const { key, fingerprint, first, count, received } = frame;
  return {
    key,
    fingerprint: Uint8Array.from(fingerprint),
    first,
    count,
    received,
    position: { segment, offset },
  };
}

function assertSubmission(frame: Frame, { key, fingerprint }: IndexedSubmission): void {
  const isSame = frame.key === key && equalBytes(frame.fingerprint, fingerprint);
  if (!isSame) throw corrupt(frame, 'the index has another submission there');
}

function corrupt({ first }: Frame, what: string): QuanchengError {
  return new QuanchengError('LOG_JOURNAL_CORRUPT', `index ${first}: ${what}`);
}
