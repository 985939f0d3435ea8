import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { findRecord } from './find-record.js';
import { blocksFolder, segmentName } from './ledger-folder.js';
import { readRecord } from './read-record.js';

/** One thing that stands in the block files. */
export type Scanned =
  | (Place & { readonly kind: 'record'; readonly record: Buffer })
  /** Bytes that are no whole record; with the record for which they may be taken if only its checksum is wrong. */
  | (Place & { readonly kind: 'damage'; readonly record?: Buffer })
  /** What a crash leaves of a block that was being written: the next start cuts it off. */
  | (Place & { readonly kind: 'torn end'; readonly record?: never });

interface Place {
  readonly segment: number;
  readonly offset: number;
}

/**
 * Reads the block files from first to last byte by themselves, without any index, up to the given sizes: blocks that a
 * running node appends behind them stay out. After a damaged record it goes on with the next whole one.
 */
export async function* scanBlocks(
  dataDirectory: string,
  sizes: readonly number[],
): AsyncGenerator<Scanned, void, undefined> {
  const last = sizes.length - 1;
  for (const [segment, size] of sizes.entries()) {
    const file = await open(join(blocksFolder(dataDirectory), segmentName(segment)), 'r').catch(
      () => undefined,
    );
    if (file === undefined) {
      yield { kind: 'damage', segment, offset: 0 };
      continue;
    }
    try {
      for await (const found of scanSegment(file, size, segment === last)) {
        yield { ...found, segment };
      }
    } finally {
      await file.close();
    }
  }
}

type Found =
  | { readonly kind: 'record'; readonly offset: number; readonly record: Buffer }
  | { readonly kind: 'damage'; readonly offset: number; readonly record?: Buffer }
  | { readonly kind: 'torn end'; readonly offset: number };

async function* scanSegment(file: FileHandle, size: number, isLast: boolean): AsyncGenerator<Found> {
  for (let offset = 0; offset < size; ) {
    const { record, length, isWhole } = await readRecord(file, offset, size);
    if (isWhole) {
      yield { kind: 'record', offset, record };
      offset += length;
      continue;
    }
    const next = await findRecord(file, offset + 1, size);
    if (record !== undefined && offset + length === (next ?? size)) {
      yield { kind: 'damage', offset, record };
    } else {
      yield { kind: isLast && next === undefined ? 'torn end' : 'damage', offset };
    }
    offset = next ?? size;
  }
}
