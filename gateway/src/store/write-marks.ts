import type { Level } from 'level';

type Database = Level<Buffer, Buffer>;

interface Put {
  readonly type: 'put';
  readonly key: Buffer;
  readonly value: Buffer;
}

const PREFIX = 0x6d;
const KEY_LENGTH = 7;
const VALUE_LENGTH = 7;
const ALL = { gte: markKey(0), lte: markKey(2 ** 48 - 1) };
/**
 * Bytes of writes behind which LevelDB has everything in tables, which it syncs: two write buffers, and as much again for
 * safety.
 */
const KEPT_BYTES = 64 * 1024 * 1024;
/** Marks are forgotten in runs of about this many bytes of writes. */
const RUN_BYTES = 1024 * 1024;

/**
 * Numbers every write to a LevelDB. After a loss of power, pages may be missing in the middle of LevelDB's own log; it
 * takes them for the end of a block and silently goes on behind them, so that later writes survive earlier ones. A
 * number that is missing shows it.
 */
export class WriteMarks {
  /** By their first marks. */
  readonly #runs: { readonly first: number; bytes: number }[] = [];
  #next = 1;
  #oldest = 0;
  #bytes = 0;

  /**
   * Begins to number; what is in the database is in synced tables since it was opened.
   * @param last the greatest first index that is there
   */
  static async begin(database: Database, last: number | undefined): Promise<WriteMarks> {
    await database.clear(ALL);
    // Synced, because a first mark that is lost would not be missed.
    await database.put(markKey(0), markValue(last), { sync: true });
    return new WriteMarks();
  }

  /**
   * What goes into the database with a write.
   * @param last the greatest first index in it @param bytes about how many bytes it has
   */
  of(last: number, bytes: number): Put {
    const mark = this.#next;
    this.#next += 1;
    this.#bytes += bytes;
    const run = this.#runs.at(-1);
    if (run === undefined || run.bytes > RUN_BYTES) this.#runs.push({ first: mark, bytes });
    else run.bytes += bytes;
    return { type: 'put', key: markKey(mark), value: markValue(last) };
  }

  /** The marks that need not be kept any longer. */
  takeOutgrown(): { type: 'del'; key: Buffer }[] {
    const [oldest, following] = this.#runs;
    if (oldest === undefined || following === undefined || this.#bytes - oldest.bytes < KEPT_BYTES) return [];
    this.#runs.shift();
    this.#bytes -= oldest.bytes;
    const outgrown: { type: 'del'; key: Buffer }[] = [];
    for (; this.#oldest < following.first; this.#oldest += 1)
      outgrown.push({ type: 'del', key: markKey(this.#oldest) });
    return outgrown;
  }
}

/**
 * Looks for a write that is missing before a later one.
 * @returns the greatest first index before the first such write; undefined if no write is missing
 */
export async function findLostWrite(
  database: Database,
): Promise<{ readonly last: number | undefined } | undefined> {
  let previous: { readonly mark: number; readonly value: Buffer } | undefined;
  for await (const [key, value] of database.iterator(ALL)) {
    const mark = key.readUIntBE(1, 6);
    if (previous !== undefined && mark !== previous.mark + 1) return { last: parseValue(previous.value) };
    previous = { mark, value };
  }
  return undefined;
}

function markKey(mark: number): Buffer {
  const bytes = Buffer.allocUnsafe(KEY_LENGTH);
  bytes.writeUInt8(PREFIX, 0);
  bytes.writeUIntBE(mark, 1, 6);
  return bytes;
}

function markValue(last: number | undefined): Buffer {
  const bytes = Buffer.alloc(VALUE_LENGTH);
  bytes.writeUInt8(last === undefined ? 0 : 1, 0);
  bytes.writeUIntBE(last ?? 0, 1, 6);
  return bytes;
}

function parseValue(bytes: Buffer): number | undefined {
  return bytes.readUInt8(0) === 0 ? undefined : bytes.readUIntBE(1, 6);
}
