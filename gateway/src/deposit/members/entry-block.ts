import { formatEntryText } from '../entries.js';

/** Stands for the receipt time until that is known; as long as every one. */
const UNKNOWN_TIME = '0000-00-00T00:00:00.000Z';

/** A batch's log entries one behind the other, but for the receipt time. */
export interface EntryBlock {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where each entry begins, and the end of the last. */
  readonly offsets: Uint32Array;
  /** Where each entry's receipt time begins. */
  readonly times: Uint32Array;
}

/** Collects entries while members are judged. */
export interface EntryBlockWriter {
  add(kind: string, digests: { readonly sha256: string; readonly sm3: string }): void;
  finish(): EntryBlock;
}

/** More than an entry with the longest kind and member index. */
const LONGEST_ENTRY = 400;

/** @param envelope hex digest of the batch's envelope */
export function newEntryBlockWriter(envelope: string, count: number): EntryBlockWriter {
  const bytes = Buffer.from(new ArrayBuffer(count * LONGEST_ENTRY));
  const offsets = new Uint32Array(count + 1);
  const times = new Uint32Array(count);
  let index = 0;
  let end = 0;
  return {
    add(kind, digests) {
      const text = formatEntryText({ envelope, received: UNKNOWN_TIME }, { kind, ...digests }, index);
      times[index] = end + text.indexOf(UNKNOWN_TIME);
      end += bytes.write(text, end, 'latin1');
      index += 1;
      offsets[index] = end;
    },
    finish: () => ({ bytes: bytes.subarray(0, end), offsets, times }),
  };
}

/** The entries with their receipt time. The block itself stays as it is. */
export function* entriesAt({ bytes, offsets, times }: EntryBlock, received: string): Generator<Uint8Array> {
  const written = Buffer.from(bytes);
  for (const [index, time] of times.entries()) {
    written.write(received, time, 'latin1');
    yield written.subarray(offsets[index], offsets[index + 1]);
  }
}
