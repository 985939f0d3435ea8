import { decodeUtf8 } from '@quancheng/protocol';
import type { Stub } from './stub';

/** The state as committed before this transaction. Asks the peer for each key once, however often it is read. */
export class CommittedState {
  readonly #stub: Stub;
  readonly #values = new Map<string, string | undefined>();

  constructor(stub: Stub) {
    this.#stub = stub;
  }

  /** The value's text, or undefined where the key is absent. */
  async read(key: string): Promise<string | undefined> {
    if (!this.#values.has(key)) {
      const bytes = await this.#stub.getState(key);
      // Fabric answers an absent key with no bytes; none of our values is empty.
      this.#values.set(key, bytes.length === 0 ? undefined : decodeUtf8(bytes));
    }
    return this.#values.get(key);
  }
}
