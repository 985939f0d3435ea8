import type { FileLayer } from './file-layer.js';
import { FRAME_HEAD, formatFrame, frameLength, parseFrame, parseFrameHead } from './frame.js';
import type { Frame } from './frame.js';
import { secondsSince } from './log-stages.js';
import { createSegment, damaged, openSegment } from './segment-file.js';
import type { SegmentFile } from './segment-file.js';
import type { Position } from './segment.js';
import { scanSegment } from './segment-scan.js';
import type { LocatedFrame } from './segment-scan.js';

export interface JournalOptions {
  readonly files: FileLayer;
  readonly directory: string;
  /** A segment is closed once it is this large. */
  readonly segmentBytes: number;
}

/** What opening found at the journal's end. */
export interface JournalEnd {
  /** First indexes of all segments, ascending. */
  readonly segments: number[];
  readonly last: SegmentFile;
  readonly offset: number;
  /** Index that the next submission gets. */
  readonly next: number;
  /** Receipt time (ms) of the last submission, 0 if none. */
  readonly received: number;
  /** Bytes of a torn write that were cut off. */
  readonly truncated: number;
}

/**
 * The log's truth: every acknowledged submission, in order, in append-only segments. Everything else of the log is
 * derived from it. Only one `append` at a time.
 */
export class Journal {
  readonly truncated: number;
  readonly #options: JournalOptions;
  readonly #segments: number[];
  #last: SegmentFile;
  #offset: number;
  #next: number;
  #received: number;
  #syncSeconds = 0;

  constructor(options: JournalOptions, end: JournalEnd) {
    this.#options = options;
    this.#segments = end.segments;
    this.#last = end.last;
    this.#offset = end.offset;
    this.#next = end.next;
    this.#received = end.received;
    this.truncated = end.truncated;
  }

  get next(): number {
    return this.#next;
  }

  get received(): number {
    return this.#received;
  }

  /** What the last sync took. */
  get syncSeconds(): number {
    return this.#syncSeconds;
  }

  /** Where the next frame will be, unless a new segment is begun for it. */
  get end(): Position {
    return { segment: this.#last.header.first, offset: this.#offset };
  }

  /** Writes the frames with one write and one sync; on the medium when this returns. Errors are the system's. */
  async append(frames: readonly Frame[]): Promise<Position[]> {
    const holdsFrames = this.#next > this.#last.header.first;
    if (holdsFrames && this.#offset >= this.#options.segmentBytes) await this.#rotate();
    const { header, file } = this.#last;
    const chunks: Uint8Array[] = [];
    const positions: Position[] = [];
    let end = this.#offset;
    for (const frame of frames) {
      const formatted = formatFrame(frame, header.mark, this.#offset);
      chunks.push(...formatted);
      positions.push({ segment: header.first, offset: end });
      for (const { length } of formatted) end += length;
    }
    await file.write(chunks, this.#offset);
    const start = performance.now();
    await file.datasync();
    this.#syncSeconds = secondsSince(start);
    this.#offset = end;
    this.#advance(frames.at(-1));
    return positions;
  }

  /** @throws LOG_JOURNAL_CORRUPT if there is no whole frame there */
  async read(position: Position): Promise<Frame> {
    const segment = await this.#openForReading(position.segment);
    try {
      const { file, header } = segment;
      const head = parseFrameHead(await file.read(position.offset, FRAME_HEAD), header.mark);
      const size = await file.size();
      const length = head === undefined ? Number.POSITIVE_INFINITY : frameLength(head);
      if (head === undefined || position.offset + length > size) throw noFrame(position);
      const frame = parseFrame(await file.read(position.offset, length), head);
      if (frame === undefined) throw noFrame(position);
      return frame;
    } finally {
      await segment.file.close();
    }
  }

  /**
   * All submissions from an index on, up to the journal's end at the call.
   * @param from where the index's submission is, or would be
   * @throws LOG_JOURNAL_CORRUPT where one is damaged or missing
   */
  async *frames(index: number, from: Position): AsyncGenerator<LocatedFrame & { segment: number }, void> {
    const { next } = this;
    let expected = index;
    for (const first of this.#segments.filter((each) => each >= from.segment)) {
      const segment = await this.#openForReading(first);
      let offset = first === from.segment ? from.offset : undefined;
      try {
        for await (const located of scanSegment(segment.file, segment.header, offset)) {
          offset = located.end;
          if (located.frame.count === 0) continue;
          if (located.frame.first !== expected) throw damaged(first, located.offset, 'gap in the indexes');
          expected = located.frame.first + located.frame.count;
          yield { ...located, segment: first };
          if (expected >= next) return;
        }
      } finally {
        await segment.file.close();
      }
      const following = this.#segments[this.#segments.indexOf(first) + 1];
      if (expected !== (following ?? next)) throw damaged(first, offset ?? 0, 'no whole frame');
    }
  }

  /** Confirms everything written and closes the file. Errors are the system's. */
  async close(): Promise<void> {
    try {
      await this.append([seal(this.#next, this.#received)]);
    } finally {
      await this.abandon();
    }
  }

  /** Closes the file as it is, after a failure. */
  async abandon(): Promise<void> {
    await this.#last.file.close();
  }

  async #rotate(): Promise<void> {
    const { files, directory } = this.#options;
    const previous = this.#last;
    this.#last = await createSegment(files, directory, this.#next, this.#received);
    this.#segments.push(this.#next);
    this.#offset = await this.#last.file.size();
    await previous.file.close();
  }

  #advance(last: Frame | undefined): void {
    if (last === undefined) return;
    this.#next = last.first + last.count;
    this.#received = last.received;
  }

  async #openForReading(first: number): Promise<SegmentFile> {
    const segment = await openSegment(this.#options.files, this.#options.directory, first, 'read');
    if (segment === undefined) throw damaged(first, 0, 'no segment header');
    return segment;
  }
}

function seal(next: number, received: number): Frame {
  const none = new Uint8Array(32);
  return {
    first: next,
    count: 0,
    received,
    key: '',
    fingerprint: none,
    entriesDigest: none,
    body: new Uint8Array(),
  };
}

function noFrame(position: Position): Error {
  return damaged(position.segment, position.offset, 'no whole frame');
}
