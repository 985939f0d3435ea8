import { QuanchengError } from '@quancheng/protocol';
import { Level } from 'level';

import type { IndexedSubmission, SubmissionIndex } from './submission-index.js';
import { findLostWrite, WriteMarks } from './write-marks.js';

type Database = Level<Buffer, Buffer>;

const FIRST_PREFIX = 'i';
const KEY_PREFIX = 'k';
const VALUE_LENGTH = 60;
/** What 6 bytes can hold. */
const GREATEST_INDEX = 2 ** 48 - 1;
const MEBIBYTE = 1024 * 1024;

/**
 * The index in a LevelDB folder: `k` + key → the submission, `i` + first index (6 bytes) → its key. LevelDB's own
 * log is not synced: a crash may lose its last writes, and a loss of power some before the last, which write marks show;
 * what came after such a gap is forgotten here. Its lock is the operating system's: it ends with the process, so none is
 * ever stale.
 * @throws LOG_LOCKED if another process, or this one, has the folder open; LOG_INDEX_CORRUPT if LevelDB finds it damaged
 */
export async function openLevelSubmissionIndex(directory: string): Promise<SubmissionIndex> {
  const database: Database = new Level(directory, {
    keyEncoding: 'buffer',
    valueEncoding: 'buffer',
    cacheSize: 32 * MEBIBYTE,
    writeBufferSize: 16 * MEBIBYTE,
  });
  try {
    await database.open();
  } catch (error) {
    throw openFailure(error, directory);
  }
  const lost = await findLostWrite(database);
  if (lost !== undefined) await forgetAfter(database, lost.last);
  const marks = await WriteMarks.begin(database, (await at(database, GREATEST_INDEX))?.first);
  return {
    find: (keys) => find(database, keys.map(byKey)),
    at: (index) => at(database, index),
    last: () => at(database, GREATEST_INDEX),
    write: (submissions) => write(database, marks, submissions),
    close: () => database.close(),
  };
}

async function find(database: Database, keys: Buffer[]): Promise<(IndexedSubmission | undefined)[]> {
  const values: (Buffer | undefined)[] = await database.getMany(keys);
  return keys.map((key, place) => parseSubmission(key, values[place]));
}

async function at(database: Database, index: number): Promise<IndexedSubmission | undefined> {
  const options = { lte: byFirst(index), gte: byFirst(0), reverse: true, limit: 1 };
  const [key] = await database.values(options).all();
  return key && parseSubmission(key, await database.get(key));
}

async function write(
  database: Database,
  marks: WriteMarks,
  submissions: readonly IndexedSubmission[],
): Promise<void> {
  const last = submissions.at(-1);
  if (last === undefined) return;
  const changes = submissions.flatMap(puts);
  const bytes = changes.reduce((sum, { key, value }) => sum + key.length + value.length, 0);
  await database.batch([...changes, marks.of(last.first, bytes), ...marks.takeOutgrown()]);
}

/** Forgets the submissions after one; what LevelDB still has of them is not all that was written. */
async function forgetAfter(database: Database, last: number | undefined): Promise<void> {
  const range = { gte: byFirst(last === undefined ? 0 : last + 1), lte: byFirst(GREATEST_INDEX) };
  for await (const [place, key] of database.iterator(range)) {
    await database.batch([
      { type: 'del', key: place },
      { type: 'del', key },
    ]);
  }
}

function puts(submission: IndexedSubmission): { type: 'put'; key: Buffer; value: Buffer }[] {
  const key = byKey(submission.key);
  return [
    { type: 'put', key, value: formatSubmission(submission) },
    { type: 'put', key: byFirst(submission.first), value: key },
  ];
}

function byKey(key: string): Buffer {
  return Buffer.from(KEY_PREFIX + key, 'utf8');
}

function byFirst(first: number): Buffer {
  const bytes = Buffer.allocUnsafe(7);
  bytes.write(FIRST_PREFIX, 0, 'latin1');
  bytes.writeUIntBE(first, 1, 6);
  return bytes;
}

function formatSubmission(submission: IndexedSubmission): Buffer {
  const bytes = Buffer.allocUnsafe(VALUE_LENGTH);
  bytes.writeUIntBE(submission.first, 0, 6);
  bytes.writeUInt32BE(submission.count, 6);
  bytes.writeUIntBE(submission.received, 10, 6);
  bytes.writeUIntBE(submission.position.segment, 16, 6);
  bytes.writeUIntBE(submission.position.offset, 22, 6);
  bytes.set(submission.fingerprint, 28);
  return bytes;
}

function parseSubmission(key: Buffer, bytes: Buffer | undefined): IndexedSubmission | undefined {
  if (bytes === undefined) return undefined;
  return {
    key: key.toString('utf8', KEY_PREFIX.length),
    first: bytes.readUIntBE(0, 6),
    count: bytes.readUInt32BE(6),
    received: bytes.readUIntBE(10, 6),
    position: { segment: bytes.readUIntBE(16, 6), offset: bytes.readUIntBE(22, 6) },
    fingerprint: bytes.subarray(28, VALUE_LENGTH),
  };
}

function openFailure(error: unknown, directory: string): unknown {
  const code = error instanceof Error ? (error.cause as { code?: unknown } | undefined)?.code : undefined;
  if (code === 'LEVEL_LOCKED') return new QuanchengError('LOG_LOCKED', directory, { cause: error });
  if (code === 'LEVEL_CORRUPTION')
    return new QuanchengError('LOG_INDEX_CORRUPT', directory, { cause: error });
  return error;
}
