import { decodeUtf8 } from '@quancheng/protocol';
import type { ChaincodeStub } from 'fabric-shim-api';
import type { StateSource } from './state-source';

/** The state as committed before this transaction. Asks the peer for each key once, however often it is read. */
export class CommittedState implements StateSource {
  readonly #stub: ChaincodeStub;
  readonly #values = new Map<string, string | undefined>();

  constructor(stub: ChaincodeStub) {
    this.#stub = stub;
  }

  async read(key: string): Promise<string | undefined> {
    if (!this.#values.has(key)) {
      const bytes = await this.#stub.getState(key);
      // Fabric answers an absent key with no bytes; none of our values is empty.
      this.#values.set(key, bytes.length === 0 ? undefined : decodeUtf8(bytes));
    }
    return this.#values.get(key);
  }
}
