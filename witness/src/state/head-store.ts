import { dirname, join } from 'node:path';
import {
  canonicalize,
  encodeHex,
  encodeUtf8,
  isJsonObject,
  isQuanchengError,
  parseCanonical,
  parseCheckpoint,
  parseNote,
  QuanchengError,
  sha256,
  type Checkpoint,
} from '@quancheng/protocol';
import type { StateFiles } from './state-files.js';

/** The newest checkpoint of a log that this witness has cosigned. */
export interface WitnessHead {
  /** How many heads of this log there were, this one included. */
  readonly number: number;
  /** The log's signed note with our cosignature. */
  readonly note: string;
  readonly checkpoint: Checkpoint;
}

/** A witness's memory: one head for each log. */
export interface HeadStore {
  /** @throws WITNESS_STATE_DAMAGED */
  read(origin: string): Promise<WitnessHead | undefined>;
  /**
   * Puts another head in the place of this one. On the medium when it returns.
   * @param previous what `read` gave; undefined for the first
   * @returns undefined if another head has taken that place meanwhile, be it another process's
   */
  replace(origin: string, previous: WitnessHead | undefined, note: string): Promise<WitnessHead | undefined>;
}

const SCHEMA = 'quancheng/witness-head/v1';
const HEAD = /^head\.(\d{16})$/;

/**
 * A folder for each log, and in it the newest head as `head.<number>`. A head is written whole under another name and
 * linked to the next number, which fails if that is taken: so of two processes on one folder only one can go on from
 * a head, whatever becomes of the other, and neither needs a lock that a crash would leave behind.
 */
export function openHeadStore(directory: string, files: StateFiles): HeadStore {
  const folderOf = (origin: string): string => join(directory, encodeHex(sha256(encodeUtf8(origin))));
  let drafts = 0;
  return {
    read: (origin) => readNewest(files, folderOf(origin), origin),
    async replace(origin, previous, note) {
      const folder = folderOf(origin);
      if (previous === undefined) await makeFolder(files, folder);
      const number = (previous?.number ?? 0) + 1;
      drafts += 1;
      const draft = join(folder, `draft.${process.pid}.${drafts}`);
      await files.remove(draft);
      await files.create(draft, canonicalize({ note, origin, schema: SCHEMA }));
      const isOurs = await files.link(draft, join(folder, nameOf(number)));
      await files.remove(draft);
      await files.syncDirectory(folder);
      if (!isOurs) return undefined;
      const numbers = await numbersIn(files, folder);
      if (Math.max(...numbers) > number) {
        // The head that we went on from had been replaced, and its successor's name was free again.
        await files.remove(join(folder, nameOf(number)));
        return undefined;
      }
      for (const each of numbers) if (each < number) await files.remove(join(folder, nameOf(each)));
      return { number, note, checkpoint: checkpointOf(note) };
    },
  };
}

async function readNewest(
  files: StateFiles,
  folder: string,
  origin: string,
): Promise<WitnessHead | undefined> {
  for (;;) {
    const numbers = await numbersIn(files, folder);
    if (numbers.length === 0) return undefined;
    const number = Math.max(...numbers);
    try {
      return parseHead(await files.read(join(folder, nameOf(number))), origin, number);
    } catch (error) {
      // Replaced by another process since it was listed.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}

function parseHead(bytes: Uint8Array, origin: string, number: number): WitnessHead {
  try {
    const value = parseCanonical(bytes);
    const { schema, origin: named, note } = isJsonObject(value) ? value : {};
    if (schema === SCHEMA && named === origin && typeof note === 'string')
      return { number, note, checkpoint: checkpointOf(note) };
  } catch (cause) {
    if (!isQuanchengError(cause)) throw cause;
    throw new QuanchengError('WITNESS_STATE_DAMAGED', `the head of ${origin}`, { cause });
  }
  throw new QuanchengError('WITNESS_STATE_DAMAGED', `the head of ${origin}`);
}

function checkpointOf(note: string): Checkpoint {
  return parseCheckpoint(parseNote(note).text);
}

async function makeFolder(files: StateFiles, folder: string): Promise<void> {
  await files.makeDirectory(folder);
  await files.syncDirectory(dirname(folder));
}

async function numbersIn(files: StateFiles, folder: string): Promise<readonly number[]> {
  const names = await files.list(folder);
  return names.flatMap((name) => {
    const [, digits] = HEAD.exec(name) ?? [];
    return digits === undefined ? [] : [Number(digits)];
  });
}

function nameOf(number: number): string {
  return `head.${String(number).padStart(16, '0')}`;
}
