import { isQuanchengError } from '@quancheng/protocol';
import type { FileLayer } from '../log/file-layer.js';
import type { Frame } from '../log/frame.js';
import { listSegments, openSegment } from '../log/segment-file.js';
import type { SegmentFile } from '../log/segment-file.js';
import { findConfirmation, scanSegment } from '../log/segment-scan.js';
import { SEGMENT_HEADER, segmentName } from '../log/segment.js';
import type { Position } from '../log/segment.js';
import type { LogFindings } from './finding.js';

/** A submission with its place in the journal. */
export interface JournalRecord {
  readonly frame: Frame;
  readonly position: Position;
  /** Where it ends. */
  readonly next: Position;
}

/** What was read of a journal. */
export interface JournalSummary {
  readonly submissions: number;
  /** The index after the last entry. */
  readonly end: number;
  /** False if damage ended the reading. */
  readonly isWhole: boolean;
}

interface Progress {
  submissions: number;
  end: number;
  received: number;
}

/**
 * Reads all segments in order, up to the first damage, and shows every submission.
 * @param directory of the journal
 */
export async function checkJournal(
  files: FileLayer,
  directory: string,
  findings: LogFindings,
  show: (record: JournalRecord) => Promise<void>,
): Promise<JournalSummary> {
  const progress: Progress = { submissions: 0, end: 0, received: 0 };
  const segments = await listSegments(files, directory);
  for (const [place, first] of segments.entries()) {
    const isLast = place === segments.length - 1;
    const damage = await checkSegment(files, directory, { first, isLast }, findings, progress, show);
    if (damage === undefined) continue;
    findings.add('LOG_JOURNAL_CORRUPT', `log/journal/${segmentName(first)}`, damage);
    return { ...progress, isWhole: false };
  }
  return { ...progress, isWhole: true };
}

/** @returns what is wrong with it */
async function checkSegment(
  files: FileLayer,
  directory: string,
  { first, isLast }: { readonly first: number; readonly isLast: boolean },
  findings: LogFindings,
  progress: Progress,
  show: (record: JournalRecord) => Promise<void>,
): Promise<string | undefined> {
  if (first !== progress.end) return `begins at index ${first}, the one before it ends at ${progress.end}`;
  const segment = await openSegment(files, directory, first, 'read');
  const path = `log/journal/${segmentName(first)}`;
  if (segment === undefined) {
    if (!isLast) return 'no segment header';
    findings.note('TORN_WRITE', path, 'a segment that was just begun');
    return undefined;
  }
  try {
    const read = await readFrames(segment, progress, show);
    if (read.damage !== undefined) return read.damage;
    const rest = (await segment.file.size()) - read.offset;
    if (rest === 0) return undefined;
    const later = await findConfirmation(segment.file, segment.header, read.offset);
    if (!isLast || later !== undefined) return `no whole submission at byte ${read.offset}`;
    findings.note('TORN_WRITE', path, `${rest} bytes`);
    return undefined;
  } finally {
    await segment.file.close();
  }
}

async function readFrames(
  { file, header }: SegmentFile,
  progress: Progress,
  show: (record: JournalRecord) => Promise<void>,
): Promise<{ readonly offset: number; readonly damage?: string }> {
  let offset = SEGMENT_HEADER;
  for await (const located of scanSegment(file, header)) {
    const { frame } = located;
    if (frame.first !== progress.end)
      return { offset, damage: `gap in the indexes at byte ${located.offset}` };
    if (frame.received < progress.received)
      return { offset, damage: `time goes back at byte ${located.offset}` };
    offset = located.end;
    progress.received = frame.received;
    if (frame.count === 0) continue;
    progress.submissions += 1;
    progress.end += frame.count;
    try {
      const at = (place: number): Position => ({ segment: header.first, offset: place });
      await show({ frame, position: at(located.offset), next: at(located.end) });
    } catch (error) {
      if (!isQuanchengError(error, 'LOG_JOURNAL_CORRUPT')) throw error;
      return { offset, damage: error.detail };
    }
  }
  return { offset };
}
