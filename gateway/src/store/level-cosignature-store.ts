import type { Cosignatures, CosignatureStore, MarkedCosignatures } from '../witnessing/cosignature-store.js';
import {
  damagedCheckpoints,
  openCheckpointDatabase,
  sizeKey,
  SYNCED,
  type CheckpointDatabase,
} from './checkpoint-database.js';

const LINES = 'lines/';
const QUORUM = 'quorum/';
const WITNESS = 'witness/';
const POLICY = 'policy';
/** Sizes that are marked with one write. */
const MARKED_AT_ONCE = 1_000;

interface Put {
  readonly type: 'put';
  readonly key: string;
  readonly value: string;
}

/**
 * Cosignatures in a LevelDB folder: `lines/<size>/<number>` → the lines of one round, `quorum/<size>` → nothing,
 * `witness/<name> <key hash>` → its newest size, `policy` → by which the quorums are marked. Sizes have 16 digits.
 * @throws LOG_LOCKED, LOG_CHECKPOINTS_CORRUPT
 */
export async function openLevelCosignatureStore(directory: string): Promise<CosignatureStore> {
  const database = await openCheckpointDatabase(directory);
  const sizes = new Map<string, number>();
  for await (const [key, size] of database.iterator(below(WITNESS)))
    sizes.set(key.slice(WITNESS.length), Number(size));
  const [last] = await database.keys({ ...below(LINES), reverse: true, limit: 1 }).all();
  const policy: string | undefined = await database.get(POLICY);
  return new LevelCosignatureStore(database, sizes, last, policy);
}

class LevelCosignatureStore implements CosignatureStore {
  readonly #database: CheckpointDatabase;
  /** As many as there have ever been witnesses. */
  readonly #sizes: Map<string, number>;
  #last: string | undefined;
  #policy: string | undefined;

  constructor(
    database: CheckpointDatabase,
    sizes: Map<string, number>,
    last: string | undefined,
    policy: string | undefined,
  ) {
    this.#database = database;
    this.#sizes = sizes;
    this.#last = last;
    this.#policy = policy;
  }

  get newest(): number | undefined {
    return this.#last === undefined ? undefined : parseKey(this.#last).size;
  }

  get policy(): string | undefined {
    return this.#policy;
  }

  async read(size: number): Promise<string> {
    return (await this.#database.values(below(`${LINES}${sizeKey(size)}/`)).all()).join('');
  }

  async *all(): AsyncGenerator<Cosignatures> {
    for await (const [key, lines] of this.#database.iterator(below(LINES)))
      yield { size: parseKey(key).size, lines };
  }

  sizeOf(witness: string): number {
    return this.#sizes.get(witness) ?? 0;
  }

  async quorateFrom(size: number): Promise<number | undefined> {
    const range = { gte: QUORUM + sizeKey(size), lt: below(QUORUM).lt, limit: 1 };
    const [key] = await this.#database.keys(range).all();
    return key === undefined ? undefined : Number(key.slice(QUORUM.length));
  }

  async markQuorums(policy: string, sizes: AsyncIterable<number>): Promise<void> {
    await this.#database.del(POLICY, SYNCED);
    await this.#database.clear(below(QUORUM));
    let marks: Put[] = [];
    for await (const size of sizes) {
      marks.push(put(QUORUM + sizeKey(size), ''));
      if (marks.length < MARKED_AT_ONCE) continue;
      await this.#database.batch(marks);
      marks = [];
    }
    // LevelDB syncs its whole log, and with it the marks before.
    await this.#database.batch([...marks, put(POLICY, policy)], SYNCED);
    this.#policy = policy;
  }

  async add(cosignatures: readonly MarkedCosignatures[]): Promise<void> {
    let last = this.#last;
    const sizes = new Map<string, number>();
    const puts = cosignatures.flatMap(({ size, lines, witnesses, isQuorum }) => {
      last = keyAfter(last, size);
      for (const witness of witnesses) sizes.set(witness, size);
      return [put(last, lines), ...(isQuorum ? [put(QUORUM + sizeKey(size), '')] : [])];
    });
    const seen = [...sizes].map(([witness, size]) => put(WITNESS + witness, String(size)));
    await this.#database.batch([...puts, ...seen], SYNCED);
    for (const [witness, size] of sizes) this.#sizes.set(witness, size);
    this.#last = last;
  }

  close(): Promise<void> {
    return this.#database.close();
  }
}

function put(key: string, value: string): Put {
  return { type: 'put', key, value };
}

/** The keys that begin so; all prefixes end with a slash. */
function below(prefix: string): { gt: string; lt: string } {
  return { gt: prefix, lt: `${prefix.slice(0, -1)}0` };
}

/** @throws LOG_CHECKPOINTS_CORRUPT if sizes fall */
function keyAfter(last: string | undefined, size: number): string {
  const before = last === undefined ? undefined : parseKey(last);
  if (size < (before?.size ?? 0)) throw damagedCheckpoints('sizes fall');
  const number = before?.size === size ? before.number + 1 : 0;
  return `${LINES}${sizeKey(size)}/${sizeKey(number)}`;
}

function parseKey(key: string): { readonly size: number; readonly number: number } {
  const [size, number] = key.slice(LINES.length).split('/').map(Number);
  if (size === undefined || number === undefined) throw damagedCheckpoints(`the key ${key}`);
  return { size, number };
}
