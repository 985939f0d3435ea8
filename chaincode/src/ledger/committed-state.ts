import { decodeUtf8 } from '@quancheng/protocol';
import { peerStateOf, type PeerState } from './peer-state';
import type { Stub } from './stub';

/** The state as committed before this transaction. Asks the peer for each key once, however often it is read. */
export class CommittedState {
  readonly #peer: PeerState;
  readonly #values = new Map<string, string | undefined>();

  constructor(stub: Stub) {
    this.#peer = peerStateOf(stub);
  }

  /** The value's text, or undefined where the key is absent. */
  async read(key: string): Promise<string | undefined> {
    await this.expect([key]);
    return this.#values.get(key);
  }

  /** Asks at once for keys that will be read. */
  async expect(keys: readonly string[]): Promise<void> {
    const missing = [...new Set(keys)].filter((key) => !this.#values.has(key));
    if (missing.length === 0) return;
    const values = await this.#peer.read(missing);
    for (const [index, key] of missing.entries()) {
      const bytes = values[index];
      // Fabric answers an absent key with no bytes; none of our values is empty.
      this.#values.set(key, bytes === undefined || bytes.length === 0 ? undefined : decodeUtf8(bytes));
    }
  }

  async write(writes: readonly (readonly [key: string, value: Uint8Array])[]): Promise<void> {
    await this.#peer.write(writes);
  }
}
