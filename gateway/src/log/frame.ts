import { equalBytes, sha256 } from '@quancheng/protocol';

/** One submission as the journal keeps it. Indexes, times (ms) and positions are below 2^48. */
export interface Frame {
  readonly first: number;
  /** 0 only in a seal, which holds no submission and confirms everything before it. */
  readonly count: number;
  readonly received: number;
  readonly key: string;
  readonly fingerprint: Uint8Array;
  /** SHA-256 of the entries in entry-bundle form: deriving them again must give these bytes. */
  readonly entriesDigest: Uint8Array;
  readonly body: Uint8Array;
}

/**
 * Byte layout, big-endian: mark 16, checksum 16, confirmed 6, first 6, received 6, count 4, body length 4,
 * key length 2, fingerprint 32, entries digest 32, key, body. The checksum is SHA-256 of everything after it,
 * cut to 16 bytes. The mark is the segment's secret random number: no submitter can forge a frame inside a body,
 * and bytes left over from another file are never taken for frames.
 */
export const FRAME_HEAD = 124;
export const MARK_LENGTH = 16;
const CHECKSUM_END = 32;
/** Up to here, copying a body costs less than writing it as a chunk of its own. */
const COPIED_BODY = 16 * 1024;

export interface FrameHead {
  /** Everything of the segment before this position was on the medium when the frame was written. */
  readonly confirmed: number;
  readonly first: number;
  readonly received: number;
  readonly count: number;
  readonly bodyLength: number;
  readonly keyLength: number;
}

export function frameLength(head: Pick<FrameHead, 'bodyLength' | 'keyLength'>): number {
  return FRAME_HEAD + head.keyLength + head.bodyLength;
}

/** The frame's bytes in chunks; a large body is not copied. */
export function formatFrame(frame: Frame, mark: Uint8Array, confirmed: number): Uint8Array[] {
  const { body } = frame;
  const key = Buffer.from(frame.key, 'utf8');
  const copied = body.length > COPIED_BODY ? 0 : body.length;
  const head = Buffer.allocUnsafe(FRAME_HEAD + key.length + copied);
  head.set(mark, 0);
  head.writeUIntBE(confirmed, 32, 6);
  head.writeUIntBE(frame.first, 38, 6);
  head.writeUIntBE(frame.received, 44, 6);
  head.writeUInt32BE(frame.count, 50);
  head.writeUInt32BE(body.length, 54);
  head.writeUInt16BE(key.length, 58);
  head.set(frame.fingerprint, 60);
  head.set(frame.entriesDigest, 92);
  head.set(key, FRAME_HEAD);
  if (copied > 0) head.set(body, FRAME_HEAD + key.length);
  const rest = copied === body.length ? [] : [body];
  head.set(checksum(head.subarray(CHECKSUM_END), ...rest), MARK_LENGTH);
  return [head, ...rest];
}

/** The fixed part of a frame; undefined if the bytes do not begin with the mark or are too few. */
export function parseFrameHead(bytes: Buffer, mark: Uint8Array): FrameHead | undefined {
  if (bytes.length < FRAME_HEAD || bytes.compare(mark, 0, MARK_LENGTH, 0, MARK_LENGTH) !== 0)
    return undefined;
  return {
    confirmed: bytes.readUIntBE(32, 6),
    first: bytes.readUIntBE(38, 6),
    received: bytes.readUIntBE(44, 6),
    count: bytes.readUInt32BE(50),
    bodyLength: bytes.readUInt32BE(54),
    keyLength: bytes.readUInt16BE(58),
  };
}

/** The frame in exactly these bytes; undefined if its checksum does not hold. The result shares their memory. */
export function parseFrame(bytes: Buffer, head: FrameHead): Frame | undefined {
  if (bytes.length !== frameLength(head)) return undefined;
  const expected = bytes.subarray(MARK_LENGTH, CHECKSUM_END);
  if (!equalBytes(checksum(bytes.subarray(CHECKSUM_END)), expected)) return undefined;
  return {
    first: head.first,
    count: head.count,
    received: head.received,
    key: bytes.toString('utf8', FRAME_HEAD, FRAME_HEAD + head.keyLength),
    fingerprint: bytes.subarray(60, 92),
    entriesDigest: bytes.subarray(92, FRAME_HEAD),
    body: bytes.subarray(FRAME_HEAD + head.keyLength),
  };
}

function checksum(...parts: readonly Uint8Array[]): Uint8Array {
  return sha256(...parts).subarray(0, CHECKSUM_END - MARK_LENGTH);
}
