import type { StateWrite } from '../ledger/ledger-store.js';
import type { StateEntry, StateSnapshot } from '../ledger/state-snapshot.js';
import type { VersionedValue } from '../ledger/version.js';
import { compareBytes } from '../simulation/byte-order.js';

/** Writes of the valid transactions so far in a block, laid over the committed state. */
export class PendingWrites {
  readonly #namespaces = new Map<string, Map<string, StateWrite>>();

  constructor(private readonly committed: StateSnapshot) {}

  add(write: StateWrite): void {
    const known = this.#namespaces.get(write.namespace);
    if (known === undefined) {
      this.#namespaces.set(write.namespace, new Map([[write.key, write]]));
    } else {
      known.set(write.key, write);
    }
  }

  /** True if an earlier transaction of the block wrote or deleted the key. */
  has(namespace: string, key: string): boolean {
    return this.#namespaces.get(namespace)?.has(key) ?? false;
  }

  get(namespace: string, key: string): VersionedValue | undefined {
    const write = this.#namespaces.get(namespace)?.get(key);
    return write === undefined ? this.committed.get(namespace, key) : asValue(write);
  }

  /** Entries with start ≤ key < end in byte order as they are after these writes; an empty end means no bound. */
  async *range(namespace: string, start: string, end: string): AsyncGenerator<StateEntry> {
    const writes = this.#writesWithin(namespace, start, end);
    let next = writes.shift();
    for await (const entry of this.committed.range(namespace, start, end)) {
      while (next !== undefined && compareBytes(next.key, entry.key) < 0) {
        yield* present(next);
        next = writes.shift();
      }
      if (next?.key === entry.key) {
        yield* present(next);
        next = writes.shift();
      } else {
        yield entry;
      }
    }
    for (; next !== undefined; next = writes.shift()) {
      yield* present(next);
    }
  }

  #writesWithin(namespace: string, start: string, end: string): StateWrite[] {
    return [...(this.#namespaces.get(namespace)?.values() ?? [])]
      .filter(({ key }) => compareBytes(key, start) >= 0 && (end === '' || compareBytes(key, end) < 0))
      .sort((left, right) => compareBytes(left.key, right.key));
  }
}

function* present(write: StateWrite): Generator<StateEntry> {
  const value = asValue(write);
  if (value !== undefined) {
    yield { key: write.key, ...value };
  }
}

function asValue({ value, version }: StateWrite): VersionedValue | undefined {
  return value === undefined ? undefined : { value: Buffer.from(value), version };
}
