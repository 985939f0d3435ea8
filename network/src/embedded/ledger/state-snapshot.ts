import type { Database } from './database.js';
import {
  endOfNamespace,
  historyPrefix,
  parseHistoryKey,
  parseStateKey,
  parseVersionedValue,
  stateKey,
} from './store-keys.js';
import type { Version, VersionedValue } from './version.js';

export interface StateEntry extends VersionedValue {
  readonly key: string;
}

/** The committed state at one moment. */
export class StateSnapshot {
  constructor(
    private readonly database: Database,
    private readonly snapshot: ReturnType<Database['snapshot']>,
  ) {}

  get(namespace: string, key: string): VersionedValue | undefined {
    const stored = this.database.getSync(stateKey(namespace, key), { snapshot: this.snapshot });
    return stored === undefined ? undefined : parseVersionedValue(stored);
  }

  /** Entries with start ≤ key < end in byte order; an empty end means all keys from start on. */
  async *range(namespace: string, start: string, end: string): AsyncGenerator<StateEntry> {
    const gte = stateKey(namespace, start);
    const lt = end === '' ? endOfNamespace(namespace) : stateKey(namespace, end);
    if (Buffer.compare(gte, lt) >= 0) {
      return;
    }
    for await (const [key, value] of this.database.iterator({ gte, lt, snapshot: this.snapshot })) {
      yield { key: parseStateKey(namespace, key), ...parseVersionedValue(value) };
    }
  }

  /** Versions at which the key was written or deleted, newest first. */
  async *history(namespace: string, key: string): AsyncGenerator<Version> {
    const prefix = historyPrefix(namespace, key);
    const range = { gte: prefix, lt: Buffer.concat([prefix, Buffer.alloc(13, 0xff)]), reverse: true };
    for await (const stored of this.database.keys({ ...range, snapshot: this.snapshot })) {
      yield parseHistoryKey(stored);
    }
  }

  async close(): Promise<void> {
    await this.snapshot.close();
  }
}
