import { join } from 'node:path';

import { QuanchengError } from '@quancheng/protocol';

import type { FileLayer, OpenFile } from './file-layer.js';
import {
  formatSegmentHeader,
  newSegmentHeader,
  parseSegmentHeader,
  parseSegmentName,
  SEGMENT_HEADER,
  segmentName,
} from './segment.js';
import type { SegmentHeader } from './segment.js';

/** A segment with its file open. */
export interface SegmentFile {
  readonly header: SegmentHeader;
  readonly file: OpenFile;
}

/** Creates an empty segment; it and its name are on the medium when this returns. */
export async function createSegment(
  files: FileLayer,
  directory: string,
  first: number,
  received: number,
): Promise<SegmentFile> {
  const header = newSegmentHeader(first, received);
  const path = join(directory, segmentName(first));
  await (await files.open(path, 'create')).close();
  const file = await files.open(path, 'update');
  await file.write([formatSegmentHeader(header)], 0);
  await file.datasync();
  await files.syncDirectory(directory);
  return { header, file };
}

/**
 * Opens a segment.
 * @returns undefined if its header is torn or damaged
 */
export async function openSegment(
  files: FileLayer,
  directory: string,
  first: number,
  mode: 'read' | 'update',
): Promise<SegmentFile | undefined> {
  const file = await files.open(join(directory, segmentName(first)), mode);
  const header = parseSegmentHeader(await file.read(0, SEGMENT_HEADER));
  if (header?.first === first) return { header, file };
  await file.close();
  return undefined;
}

/** First indexes of a directory's segments, ascending. */
export async function listSegments(files: FileLayer, directory: string): Promise<number[]> {
  const names = await files.list(directory);
  return names.map(parseSegmentName).filter((first) => first !== undefined);
}

/** The error for a segment that is damaged at a place. */
export function damaged(first: number, offset: number, what: string): QuanchengError {
  return new QuanchengError('LOG_JOURNAL_CORRUPT', `${segmentName(first)} at byte ${offset}: ${what}`);
}
