import { join } from 'node:path';

import { QuanchengError } from '@quancheng/protocol';

import type { OpenFile } from './file-layer.js';
import { Journal } from './journal.js';
import type { JournalEnd, JournalOptions } from './journal.js';
import { createSegment, damaged, listSegments, openSegment } from './segment-file.js';
import type { SegmentFile } from './segment-file.js';
import { SEGMENT_HEADER, segmentName } from './segment.js';
import { findConfirmation, scanSegment } from './segment-scan.js';

const REWRITE_CHUNK = 4 * 1024 * 1024;

/**
 * Opens the journal, or begins one. A torn last write, which nobody was promised, is cut off; what remains is on the
 * medium when this returns.
 * @param promised the journal must reach this index, because something signed or stored says so
 * @throws LOG_JOURNAL_CORRUPT if its last segment is damaged before its end, or ends too early. Earlier segments are
 * checked when they are read.
 */
export async function openJournal(options: JournalOptions, promised: number): Promise<Journal> {
  const segments = await listSegments(options.files, options.directory);
  const last = await openLast(options, segments, promised);
  try {
    // A process that was killed may have left names that only the system knows.
    await options.files.syncDirectory(options.directory);
    return new Journal(options, { segments, last, ...(await recoverEnd(last, promised)) });
  } catch (error) {
    await last.file.close();
    throw error;
  }
}

/** The last segment; one whose creation was interrupted holds nothing and is begun again. */
async function openLast(options: JournalOptions, segments: number[], promised: number): Promise<SegmentFile> {
  const { files, directory } = options;
  const first = segments.at(-1);
  if (first === undefined) {
    if (promised > 0) throw tooShort(0, promised);
    segments.push(0);
    return createSegment(files, directory, 0, 0);
  }
  const segment = await openSegment(files, directory, first, 'update');
  if (segment !== undefined) return segment;
  if (promised > first || (await holdsMoreThanHeader(options, first)))
    throw damaged(first, 0, 'no segment header');
  return createSegment(files, directory, first, await lastReceived(options, segments));
}

/** Frames are written only behind a header that was synced: a torn header has nothing behind it. */
async function holdsMoreThanHeader({ files, directory }: JournalOptions, first: number): Promise<boolean> {
  const file = await files.open(join(directory, segmentName(first)), 'read');
  try {
    return (await file.size()) > SEGMENT_HEADER;
  } finally {
    await file.close();
  }
}

type End = Omit<JournalEnd, 'segments' | 'last'>;

async function recoverEnd({ header, file }: SegmentFile, promised: number): Promise<End> {
  let end: End = { offset: SEGMENT_HEADER, next: header.first, received: header.received, truncated: 0 };
  let confirmed = SEGMENT_HEADER;
  for await (const { frame, head, end: offset } of scanSegment(file, header)) {
    if (frame.first !== end.next) throw damaged(header.first, end.offset, 'gap in the indexes');
    confirmed = head.confirmed;
    end = { ...end, offset, next: frame.first + frame.count, received: frame.received };
  }
  const size = await file.size();
  const later = size > end.offset ? await findConfirmation(file, header, end.offset) : undefined;
  if (later !== undefined)
    throw damaged(header.first, end.offset, `damaged, whole again at byte ${later.offset}`);
  if (end.next < promised) throw tooShort(end.next, promised);
  await makeDurable(file, confirmed, end.offset, size);
  return { ...end, truncated: size - end.offset };
}

/**
 * Frames that nothing confirms may be in the page cache only, and after a failed sync the cache calls them clean:
 * they are written again, the same bytes to the same place, before they are synced.
 */
async function makeDurable(file: OpenFile, confirmed: number, end: number, size: number): Promise<void> {
  if (size > end) await file.truncate(end);
  for (let offset = confirmed; offset < end; offset += REWRITE_CHUNK) {
    const bytes = await file.read(offset, Math.min(REWRITE_CHUNK, end - offset));
    await file.write([bytes], offset);
  }
  await file.datasync();
}

/** Receipt time of the last frame before the last segment: a new header repeats it. */
async function lastReceived(options: JournalOptions, segments: readonly number[]): Promise<number> {
  const first = segments.at(-2);
  if (first === undefined) return 0;
  const segment = await openSegment(options.files, options.directory, first, 'read');
  if (segment === undefined) throw damaged(first, 0, 'no segment header');
  try {
    let { received } = segment.header;
    for await (const { frame } of scanSegment(segment.file, segment.header)) received = frame.received;
    return received;
  } finally {
    await segment.file.close();
  }
}

function tooShort(next: number, promised: number): QuanchengError {
  return new QuanchengError(
    'LOG_JOURNAL_CORRUPT',
    `the journal ends at index ${next}, but ${promised} were promised`,
  );
}
