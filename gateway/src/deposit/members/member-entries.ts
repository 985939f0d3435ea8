import type { EntryBlock } from '../../log/index.js';
import { formatEntryText } from '../entries.js';

/** Stands for the receipt time until that is known; as long as every one. */
const UNKNOWN_TIME = '0000-00-00T00:00:00.000Z';
const UNKNOWN_DIGEST = 'f'.repeat(64);

/** A batch's log entries in C2SP entry-bundle form, but for the receipt time. */
export interface MemberEntries {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where each entry's length begins, and the end of the last. */
  readonly offsets: Uint32Array;
  /** Where each entry's receipt time begins. */
  readonly times: Uint32Array;
}

/** Collects entries while members are judged. */
export interface MemberEntriesWriter {
  /** Digests have 32 bytes each. */
  add(kind: string, sha256: Uint8Array, sm3: Uint8Array): void;
  finish(): MemberEntries;
}

/** Where the parts that differ between members stand in entries of one length, counted from the entry's length. */
interface Layout {
  readonly kind: string;
  readonly length: number;
  /** How many digits the member's index has. */
  readonly digits: number;
  readonly member: number;
  readonly time: number;
  readonly sha256: number;
  readonly sm3: number;
}

const LENGTH_BYTES = 2;
/** More than an entry with the longest kind and member index, and its length. */
const LONGEST_ENTRY = 400;
const HEX_DIGITS = Buffer.from('0123456789abcdef');

/**
 * Members follow one another with the same kind and as many digits, so that an entry is a copy of the one before with
 * its index and digests written over.
 * @param envelope hex digest of the batch's envelope
 */
export function newMemberEntriesWriter(envelope: string, count: number): MemberEntriesWriter {
  const bytes = Buffer.from(new ArrayBuffer(count * LONGEST_ENTRY));
  const offsets = new Uint32Array(count + 1);
  const times = new Uint32Array(count);
  let layout: Layout | undefined;
  let index = 0;
  let end = 0;

  function begin(kind: string): Layout {
    if (layout?.kind === kind && index < 10 ** layout.digits) {
      bytes.copyWithin(end, end - layout.length, end);
      writeDecimal(bytes, end + layout.member, index, layout.digits);
      return layout;
    }
    const facts = { kind, sha256: UNKNOWN_DIGEST, sm3: UNKNOWN_DIGEST };
    const text = formatEntryText({ envelope, received: UNKNOWN_TIME }, facts, index);
    bytes.writeUInt16BE(text.length, end);
    bytes.write(text, end + LENGTH_BYTES, 'latin1');
    return layoutOf(kind, index, text);
  }

  return {
    add(kind, sha256, sm3) {
      layout = begin(kind);
      writeHex(bytes, end + layout.sha256, sha256);
      writeHex(bytes, end + layout.sm3, sm3);
      times[index] = end + layout.time;
      end += layout.length;
      index += 1;
      offsets[index] = end;
    },
    finish: () => ({ bytes: bytes.subarray(0, end), offsets, times }),
  };
}

/** The entries with their receipt time, in the same memory: writing another time changes them. */
export function entriesAt({ bytes, offsets, times }: MemberEntries, received: string): EntryBlock {
  const time = Buffer.from(received, 'latin1');
  for (const place of times) bytes.set(time, place);
  return {
    count: times.length,
    bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    offsets,
  };
}

function layoutOf(kind: string, index: number, text: string): Layout {
  const after = (name: string): number => LENGTH_BYTES + text.indexOf(`"${name}":`) + name.length + 3;
  return {
    kind,
    length: LENGTH_BYTES + text.length,
    digits: String(index).length,
    member: after('member'),
    // The others are strings: after the opening quote.
    time: after('received') + 1,
    sha256: after('sha256') + 1,
    sm3: after('sm3') + 1,
  };
}

function writeDecimal(bytes: Buffer, position: number, value: number, digits: number): void {
  let rest = value;
  for (let place = position + digits - 1; place >= position; place -= 1) {
    bytes[place] = 0x30 + (rest % 10);
    rest = Math.floor(rest / 10);
  }
}

function writeHex(bytes: Buffer, position: number, digest: Uint8Array): void {
  let place = position;
  for (const byte of digest) {
    bytes[place] = HEX_DIGITS[byte >> 4] ?? 0;
    bytes[place + 1] = HEX_DIGITS[byte & 0xf] ?? 0;
    place += 2;
  }
}
