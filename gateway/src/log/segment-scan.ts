import type { OpenFile } from './file-layer.js';
import { FRAME_HEAD, frameLength, MARK_LENGTH, parseFrame, parseFrameHead } from './frame.js';
import type { Frame, FrameHead } from './frame.js';
import { SEGMENT_HEADER } from './segment.js';
import type { SegmentHeader } from './segment.js';

/** A frame with its place in the segment. */
export interface LocatedFrame {
  readonly frame: Frame;
  readonly head: FrameHead;
  readonly offset: number;
  /** Offset of the byte after it. */
  readonly end: number;
}

const WINDOW = 4 * 1024 * 1024;

/** Sequential reading of a file through a window, so that small frames cost no system call each. */
class FileWindow {
  #start = 0;
  #bytes: Buffer = Buffer.alloc(0);

  constructor(
    private readonly file: OpenFile,
    readonly size: number,
  ) {}

  /** The bytes at an offset; undefined where the file is too short. */
  async at(offset: number, length: number): Promise<Buffer | undefined> {
    if (offset + length > this.size) return undefined;
    if (offset < this.#start || offset + length > this.#start + this.#bytes.length) {
      this.#bytes = await this.file.read(offset, Math.min(Math.max(length, WINDOW), this.size - offset));
      this.#start = offset;
    }
    return this.#bytes.subarray(offset - this.#start, offset - this.#start + length);
  }
}

/**
 * The whole frames from an offset on, in order. Ends before the first bytes that are not one: at the file's end, in
 * a torn write, or in damage; `findConfirmation` tells the last two apart.
 */
export async function* scanSegment(
  file: OpenFile,
  header: SegmentHeader,
  from = SEGMENT_HEADER,
): AsyncGenerator<LocatedFrame, void> {
  const window = new FileWindow(file, await file.size());
  let offset = from;
  for (;;) {
    const located = await frameAt(window, header, offset);
    if (located === undefined) return;
    yield located;
    offset = located.end;
  }
}

/**
 * Looks behind a place that holds no frame for a frame that says this place was on the medium when it was written.
 * There is one exactly if the place was damaged later; after a torn write, frames of the same write may have
 * survived, but none confirms it, because each write begins only when the one before it is synced.
 */
export async function findConfirmation(
  file: OpenFile,
  header: SegmentHeader,
  place: number,
): Promise<LocatedFrame | undefined> {
  const window = new FileWindow(file, await file.size());
  for (let offset = place; offset + FRAME_HEAD <= window.size; ) {
    const length = Math.min(WINDOW, window.size - offset);
    const bytes = await window.at(offset, length);
    const found = bytes?.indexOf(header.mark) ?? -1;
    if (found < 0) {
      offset += Math.max(1, length - MARK_LENGTH + 1);
      continue;
    }
    const located = await frameAt(window, header, offset + found);
    if (located !== undefined && located.head.confirmed > place) return located;
    offset += found + 1;
  }
  return undefined;
}

async function frameAt(
  window: FileWindow,
  header: SegmentHeader,
  offset: number,
): Promise<LocatedFrame | undefined> {
  const fixed = await window.at(offset, FRAME_HEAD);
  const head = fixed && parseFrameHead(fixed, header.mark);
  if (head === undefined || head.confirmed > offset) return undefined;
  const bytes = await window.at(offset, frameLength(head));
  const frame = bytes && parseFrame(bytes, head);
  return frame && { frame, head, offset, end: offset + frameLength(head) };
}
