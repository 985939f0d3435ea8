import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { formatCanonical, isJsonObject, parseCanonical, QuanchengError } from '@quancheng/protocol';
import type { AnchoredCheckpoint } from './anchored-checkpoint.js';

/**
 * The notes of all anchored checkpoints, in the order of their sizes: one canonical JSON line each, in a file
 * that only grows. A note cannot be read back from the ledger, which keeps its digest alone.
 */
export interface AnchorStore {
  /** Size of the newest anchor here; undefined if there is none. */
  readonly newest: number | undefined;
  /** Size of the first anchor that covers an entry's index. */
  sizeCovering(index: number): number | undefined;
  /** @throws VALUE_OUT_OF_RANGE if this size is not an anchor's */
  read(size: number): Promise<AnchoredCheckpoint>;
  /** On the medium when it returns. Sizes must grow. Errors are the system's. */
  add(anchors: readonly AnchoredCheckpoint[]): Promise<void>;
  close(): Promise<void>;
}

interface Place {
  readonly size: number;
  readonly offset: number;
  readonly length: number;
}

/**
 * Opens or creates the file; a line that a crash has torn is cut off.
 * @throws LOG_TREE_CORRUPT if a whole line is not what `add` wrote
 */
export async function openAnchorStore(path: string): Promise<AnchorStore> {
  const file = await open(path, 'a+');
  const { places, end } = readPlaces(await file.readFile());
  await file.truncate(end);
  await syncFolder(dirname(path));
  return newStore(file, places, end);
}

function newStore(file: FileHandle, places: Place[], fileEnd: number): AnchorStore {
  let end = fileEnd;
  return {
    get newest() {
      return places.at(-1)?.size;
    },
    sizeCovering: (index) => places[firstAbove(places, index)]?.size,
    async read(size) {
      const place = places[firstAbove(places, size - 1)];
      if (place?.size !== size) throw new QuanchengError('VALUE_OUT_OF_RANGE', `no anchor of size ${size}`);
      const bytes = Buffer.alloc(place.length);
      await file.read(bytes, 0, place.length, place.offset);
      return parseLine(bytes);
    },
    async add(anchors) {
      if (anchors.length === 0) return;
      const added = anchors.map((anchor) => ({ size: anchor.size, line: formatLine(anchor) }));
      try {
        await file.appendFile(Buffer.concat(added.map(({ line }) => line)));
        await file.datasync();
      } catch (error) {
        // Half a line must not stand before the next attempt's lines.
        await file.truncate(end);
        throw error;
      }
      for (const { size, line } of added) {
        places.push({ size, offset: end, length: line.length - 1 });
        end += line.length;
      }
    },
    close: () => file.close(),
  };
}

/** Position of the first anchor with a size above this number: sizes are sorted. */
function firstAbove(places: readonly Place[], value: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((places[middle]?.size ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

function readPlaces(bytes: Buffer): { places: Place[]; end: number } {
  const places: Place[] = [];
  let offset = 0;
  for (let newline = bytes.indexOf(0x0a); newline >= 0; newline = bytes.indexOf(0x0a, offset)) {
    const { size } = parseLine(bytes.subarray(offset, newline));
    if (size <= (places.at(-1)?.size ?? -1)) throw damaged('sizes do not grow');
    places.push({ size, offset, length: newline - offset });
    offset = newline + 1;
  }
  return { places, end: offset };
}

function formatLine({ size, previous, note }: AnchoredCheckpoint): Buffer {
  return Buffer.from(`${formatCanonical({ note, ...(previous === undefined ? {} : { previous }), size })}\n`);
}

function parseLine(bytes: Uint8Array): AnchoredCheckpoint {
  const line = parseCanonical(bytes);
  if (!isJsonObject(line)) throw damaged('a line is no object');
  const { size, previous, note } = line;
  if (typeof size !== 'number' || typeof note !== 'string') throw damaged('a line lacks its members');
  return { size, previous: typeof previous === 'number' ? previous : undefined, note };
}

function damaged(detail: string): QuanchengError {
  return new QuanchengError('LOG_TREE_CORRUPT', `the file of anchored checkpoints: ${detail}`);
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
