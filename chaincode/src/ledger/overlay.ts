import { encodeUtf8 } from '@quancheng/protocol';
import { CommittedState } from './committed-state';
import type { Stub } from './stub';

/**
 * The state as this transaction will leave it. Fabric's GetState never returns a transaction's own writes, so a batch
 * whose later commands depend on its earlier ones needs them remembered here.
 */
export class Overlay {
  readonly #committed: CommittedState;
  readonly #writes = new Map<string, string>();

  constructor(stub: Stub) {
    this.#committed = new CommittedState(stub);
  }

  async read(key: string): Promise<string | undefined> {
    return this.#writes.get(key) ?? (await this.#committed.read(key));
  }

  /** Asks at once for committed keys that will be read. */
  expect(keys: readonly string[]): Promise<void> {
    return this.#committed.expect(keys.filter((key) => !this.#writes.has(key)));
  }

  write(key: string, value: string): void {
    this.#writes.set(key, value);
  }

  /** Gives the writes to the peer in the order of their keys, which are ASCII: all endorsers do the same. */
  async flush(): Promise<void> {
    const writes = [...this.#writes].sort(([left], [right]) => (left < right ? -1 : 1));
    await this.#committed.write(writes.map(([key, value]) => [key, encodeUtf8(value)]));
  }
}
