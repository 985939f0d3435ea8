import { open, type FileHandle } from 'node:fs/promises';
import { formatCanonical, isJsonObject, parseCanonical, QuanchengError } from '@quancheng/protocol';

/** Note signature lines for one checkpoint, each ended. */
export interface Cosignatures {
  readonly size: number;
  readonly lines: string;
}

/**
 * The cosignatures that arrived, in the order of their sizes: one canonical JSON line for each round of witnesses, in a
 * file that only grows. Sizes never fall; one size may have several lines.
 */
export interface CosignatureStore {
  /** All lines for this size; empty if there are none. */
  read(size: number): Promise<string>;
  /** On the medium when it returns. Errors are the system's. */
  add(cosignatures: Cosignatures): Promise<void>;
  close(): Promise<void>;
}

interface Place {
  readonly size: number;
  readonly offset: number;
  readonly length: number;
}

/**
 * Opens or creates the file; a line that a crash has torn is cut off.
 * @param onRead called with each line that is there, in order
 * @throws LOG_TREE_CORRUPT if a whole line is not what `add` wrote
 */
export async function openCosignatureStore(
  path: string,
  onRead: (cosignatures: Cosignatures) => void,
): Promise<CosignatureStore> {
  const file = await open(path, 'a+');
  const places: Place[] = [];
  const bytes = await file.readFile();
  let end = 0;
  for (let newline = bytes.indexOf(0x0a); newline >= 0; newline = bytes.indexOf(0x0a, end)) {
    const line = parseLine(bytes.subarray(end, newline));
    if (line.size < (places.at(-1)?.size ?? 0)) throw damaged('sizes fall');
    places.push({ size: line.size, offset: end, length: newline - end });
    onRead(line);
    end = newline + 1;
  }
  await file.truncate(end);
  return newStore(file, places, end);
}

function newStore(file: FileHandle, places: Place[], fileEnd: number): CosignatureStore {
  let end = fileEnd;
  return {
    async read(size) {
      let lines = '';
      for (let index = firstFrom(places, size); places[index]?.size === size; index += 1) {
        const { offset, length } = places[index] ?? { offset: 0, length: 0 };
        const bytes = Buffer.alloc(length);
        await file.read(bytes, 0, length, offset);
        lines += parseLine(bytes).lines;
      }
      return lines;
    },
    async add({ size, lines }) {
      const line = Buffer.from(`${formatCanonical({ lines, size })}\n`);
      try {
        await file.appendFile(line);
        await file.datasync();
      } catch (error) {
        // Half a line must not stand before the next attempt's.
        await file.truncate(end);
        throw error;
      }
      places.push({ size, offset: end, length: line.length - 1 });
      end += line.length;
    },
    close: () => file.close(),
  };
}

/** Position of the first place of this size or a larger one. */
function firstFrom(places: readonly Place[], size: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((places[middle]?.size ?? 0) >= size) high = middle;
    else low = middle + 1;
  }
  return low;
}

function parseLine(bytes: Uint8Array): Cosignatures {
  const line = parseCanonical(bytes);
  const { size, lines } = isJsonObject(line) ? line : {};
  if (typeof size !== 'number' || typeof lines !== 'string') throw damaged('a line lacks its members');
  return { size, lines };
}

function damaged(detail: string): QuanchengError {
  return new QuanchengError('LOG_TREE_CORRUPT', `the file of cosignatures: ${detail}`);
}
