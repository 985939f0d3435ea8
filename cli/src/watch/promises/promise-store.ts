import { join } from 'node:path';
import {
  canonicalize,
  concatBytes,
  encodeHex,
  formatEnvelope,
  parseEnvelope,
  parsePromise,
  sha256,
  unverifiedPayload,
  type Envelope,
  type LogPromise,
} from '@quancheng/protocol';
import { replaceState } from '../state/state-file.js';
import type { WatchFiles } from '../state/watch-files.js';

/** A promise that is not known to be kept. */
export interface PendingPromise {
  /** Hex SHA-256 of the envelope's canonical bytes. */
  readonly digest: string;
  readonly promise: LogPromise;
}

/** What a promise turned out to be about, and where. */
export interface SettledPromise {
  readonly digest: string;
  readonly origin: string;
  readonly first: number;
  readonly size: number;
  readonly outcome: 'kept' | 'broken';
  /** Statement digest of a record, or root of a batch: the same in whatever log it is. */
  readonly about: string;
}

/**
 * The promises that are watched. A pending one is a file of its own; a settled one is a line of an archive, of which the
 * newest few are kept: whoever relies on a record has its evidence, which brings the promise.
 */
export interface PromiseStore {
  readonly pending: ReadonlyMap<string, PendingPromise>;
  /** On the medium when it returns. */
  add(envelope: Envelope): Promise<void>;
  envelope(digest: string): Promise<Envelope>;
  /** All of them are on the medium when it returns. */
  settle(settled: readonly SettledPromise[]): Promise<void>;
  /** Settled lately, the oldest first. */
  readonly recent: readonly SettledPromise[];
  readonly settledCount: number;
}

const ENDING = '.promise.json';
const ARCHIVE = 'settled.ndjson';
const ARCHIVE_BYTES = 4 * 1_048_576;
const ARCHIVES = 8;
const NEWLINE = Uint8Array.of(0x0a);

/** @throws WATCH_STATE_DAMAGED */
export async function openPromiseStore(directory: string, files: WatchFiles): Promise<PromiseStore> {
  const folder = join(directory, 'promises');
  await files.makeFolder(folder);
  const archive = join(folder, ARCHIVE);
  const pending = await readPending(files, folder);
  const recent = await readArchive(files, archive);
  let settledCount = 0;
  const pathOf = (digest: string): string => join(folder, `${digest}${ENDING}`);
  return {
    pending,
    recent,
    get settledCount() {
      return settledCount;
    },
    async add(envelope) {
      const bytes = formatEnvelope(envelope);
      const digest = encodeHex(sha256(bytes));
      if (pending.has(digest)) return;
      await replaceState(files, pathOf(digest), bytes);
      pending.set(digest, { digest, promise: parsePromise(unverifiedPayload(envelope)) });
    },
    async envelope(digest) {
      return parseEnvelope((await files.read(pathOf(digest))) ?? new Uint8Array());
    },
    async settle(settled) {
      if (settled.length === 0) return;
      if ((await files.size(archive)) >= ARCHIVE_BYTES) await rotate(files, folder, archive);
      // What a killed monitor wrote in part stays a line of its own, which nobody can read.
      const lines = settled.flatMap((each) => [NEWLINE, canonicalize({ ...each }), NEWLINE]);
      await files.append(archive, concatBytes(...lines));
      for (const each of settled) {
        await files.remove(pathOf(each.digest));
        pending.delete(each.digest);
      }
      recent.push(...settled);
      recent.splice(0, recent.length - MOST_RECENT);
      settledCount += settled.length;
    },
  };
}

/** So many settled promises are remembered, to notice that one record was promised twice. */
const MOST_RECENT = 50_000;

async function readPending(files: WatchFiles, folder: string): Promise<Map<string, PendingPromise>> {
  const pending = new Map<string, PendingPromise>();
  for (const name of await files.list(folder)) {
    if (!name.endsWith(ENDING)) continue;
    const digest = name.slice(0, -ENDING.length);
    const bytes = (await files.read(join(folder, name))) ?? new Uint8Array();
    pending.set(digest, { digest, promise: parsePromise(unverifiedPayload(parseEnvelope(bytes))) });
  }
  return pending;
}

async function rotate(files: WatchFiles, folder: string, archive: string): Promise<void> {
  for (let number = ARCHIVES - 1; number > 0; number -= 1) {
    const older = join(folder, `settled.${number}.ndjson`);
    const newer = number === 1 ? archive : join(folder, `settled.${number - 1}.ndjson`);
    if ((await files.size(newer)) > 0) await files.rename(newer, older);
  }
  await files.syncFolder(folder);
}

async function readArchive(files: WatchFiles, archive: string): Promise<SettledPromise[]> {
  const text = new TextDecoder().decode((await files.read(archive)) ?? new Uint8Array());
  const settled = text.split('\n').flatMap(readLine);
  return settled.slice(-MOST_RECENT);
}

/** A line that a killed monitor wrote in part is none: its promise is still pending. */
function readLine(line: string): readonly SettledPromise[] {
  try {
    return line === '' ? [] : [JSON.parse(line) as SettledPromise];
  } catch {
    return [];
  }
}
