import { randomBytes } from 'node:crypto';

import { equalBytes, sha256 } from '@quancheng/protocol';

import { MARK_LENGTH } from './frame.js';

/** The journal's place of a frame: its segment, named by its first index, and the byte offset in it. */
export interface Position {
  readonly segment: number;
  readonly offset: number;
}

/** What a segment file begins with. */
export interface SegmentHeader {
  /** Index of the first entry whose submission it holds. */
  readonly first: number;
  /** Receipt time (ms) of the last submission before it, so that an empty segment keeps the clock monotone. */
  readonly received: number;
  readonly mark: Buffer;
}

const MAGIC = Buffer.from('quancheng-journal/1\n');
/** Magic 20, mark 16, first 6, received 6, SHA-256 of these cut to 16 bytes. */
export const SEGMENT_HEADER = MAGIC.length + MARK_LENGTH + 6 + 6 + 16;
const CHECKED = SEGMENT_HEADER - 16;

export function newSegmentHeader(first: number, received: number): SegmentHeader {
  return { first, received, mark: randomBytes(MARK_LENGTH) };
}

export function formatSegmentHeader(header: SegmentHeader): Buffer {
  const bytes = Buffer.alloc(SEGMENT_HEADER);
  MAGIC.copy(bytes);
  header.mark.copy(bytes, MAGIC.length);
  bytes.writeUIntBE(header.first, MAGIC.length + MARK_LENGTH, 6);
  bytes.writeUIntBE(header.received, MAGIC.length + MARK_LENGTH + 6, 6);
  bytes.set(digest(bytes), CHECKED);
  return bytes;
}

/** Undefined if the bytes are not a whole, undamaged header. */
export function parseSegmentHeader(bytes: Buffer): SegmentHeader | undefined {
  if (bytes.length < SEGMENT_HEADER || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  if (!equalBytes(digest(bytes), bytes.subarray(CHECKED, SEGMENT_HEADER))) return undefined;
  return {
    mark: Buffer.from(bytes.subarray(MAGIC.length, MAGIC.length + MARK_LENGTH)),
    first: bytes.readUIntBE(MAGIC.length + MARK_LENGTH, 6),
    received: bytes.readUIntBE(MAGIC.length + MARK_LENGTH + 6, 6),
  };
}

/** `00000000000000012345.journal`: names sort as their first indexes do. */
export function segmentName(first: number): string {
  return first.toString().padStart(20, '0') + '.journal';
}

/** The first index in a segment's name; undefined for other files. */
export function parseSegmentName(name: string): number | undefined {
  const digits = /^(\d{20})\.journal$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function digest(bytes: Buffer): Uint8Array {
  return sha256(bytes.subarray(0, CHECKED)).subarray(0, SEGMENT_HEADER - CHECKED);
}
