import { peer } from '@hyperledger/fabric-protos';
import type { StateEntry } from '../ledger/state-snapshot.js';
import type { RangeScan } from '../simulation/range-scan.js';
import type { TransactionSimulator } from '../simulation/transaction-simulator.js';
import { embeddedSupports } from '../supports.js';
import type { HistoryReader, KeyModification } from './history-reader.js';
import { type QueryIterator, iterate, openQueryIterator } from './query-iterator.js';

interface KeyValue {
  readonly key: string;
  readonly value: Buffer;
}

interface RangeResult {
  readonly iterator: QueryIterator<KeyValue>;
  readonly metadata?: { readonly bookmark: string; readonly fetchedRecordsCount: number };
}

/**
 * What fabric-shim's ChaincodeStub asks of the peer, answered by a simulator in the same process. The method names and
 * parameters are the shim's; the empty collection is the public state.
 */
export class StubHandler {
  constructor(
    private readonly simulator: TransactionSimulator,
    private readonly readHistory: HistoryReader,
  ) {}

  /** For the shim's getMspID. */
  mspId(): string {
    return this.simulator.collections().mspId();
  }

  handleGetState(collection: string, key: string): Promise<Buffer> {
    return answer(() =>
      collection === ''
        ? this.simulator.get(key)
        : this.#onCollection('GET_STATE', () => this.simulator.collections().get(collection, key)),
    );
  }

  handlePutState(collection: string, key: string, value: Uint8Array): Promise<Buffer> {
    return answer(() => {
      if (collection === '') {
        this.simulator.put(key, value);
      } else {
        this.#onCollection('PUT_STATE', () => this.simulator.putPrivate(collection, key, value));
      }
      return Buffer.alloc(0);
    });
  }

  handleDeleteState(collection: string, key: string): Promise<Buffer> {
    return answer(() => {
      if (collection === '') {
        this.simulator.delete(key);
      } else {
        this.#onCollection('DEL_STATE', () => this.simulator.putPrivate(collection, key, undefined));
      }
      return Buffer.alloc(0);
    });
  }

  async handleGetStateByRange(
    collection: string,
    start: string,
    end: string,
    _channel: string,
    _transactionId: string,
    metadata?: Uint8Array,
  ): Promise<RangeResult> {
    if (collection !== '') {
      return await unsupported('privateDataQueries');
    }
    const page = metadata === undefined ? undefined : peer.QueryMetadata.deserializeBinary(metadata);
    const pageSize = page?.getPagesize() ?? 0;
    const bookmark = page?.getBookmark() ?? '';
    if (pageSize === 0 && bookmark === '') {
      const scan = this.simulator.scan(start, end);
      return {
        iterator: await openQueryIterator({
          next: async () => keyValue(await scan.next()),
          close: () => scan.close(),
        }),
      };
    }
    return await readPage(this.simulator.scanPage(bookmark === '' ? start : bookmark, end), pageSize);
  }

  async handleGetHistoryForKey(key: string): Promise<QueryIterator<KeyModification>> {
    const versions = this.simulator.history(key);
    return await openQueryIterator({
      next: async () => {
        const result = await versions.next();
        return result.done === true ? undefined : await this.readHistory(key, result.value);
      },
      close: async () => {
        await versions.return(undefined);
      },
    });
  }

  handleGetQueryResult(collection: string): Promise<never> {
    return unsupported(collection === '' ? 'richQueries' : 'privateDataQueries');
  }

  handleInvokeChaincode(): Promise<never> {
    return unsupported('chaincodeToChaincode');
  }

  handlePutStateMetadata(): Promise<never> {
    return unsupported('keyLevelEndorsement');
  }

  handleGetStateMetadata(): Promise<Record<string, never>> {
    return Promise.resolve({});
  }

  handleGetPrivateDataHash(collection: string, key: string): Promise<Buffer> {
    return answer(() =>
      this.#onCollection('GET_PRIVATE_DATA_HASH', () =>
        this.simulator.collections().getHash(collection, key),
      ),
    );
  }

  handlePurgeState(collection: string, key: string): Promise<Buffer> {
    return answer(() => {
      this.#onCollection('PURGE_PRIVATE_DATA', () =>
        this.simulator.putPrivate(collection, key, undefined, true),
      );
      return Buffer.alloc(0);
    });
  }

  /** As a peer words it when a chaincode's request fails. */
  #onCollection<T>(request: string, act: () => T): T {
    try {
      return act();
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      const { transactionId } = this.simulator;
      throw new Error(`${request} failed: transaction ID: ${transactionId}: ${reason}`, { cause });
    }
  }
}

/**
 * Reads one page at once, as a peer does, and the key at which the next page begins. An empty page has no metadata:
 * on the wire their message is empty, which the shim takes for absent.
 */
async function readPage(scan: RangeScan, pageSize: number): Promise<RangeResult> {
  const results: KeyValue[] = [];
  while (results.length < pageSize) {
    const entry = keyValue(await scan.next());
    if (entry === undefined) {
      break;
    }
    results.push(entry);
  }
  const bookmark = results.length === pageSize ? await scan.bookmark() : '';
  await scan.close();
  const metadata = { bookmark, fetchedRecordsCount: results.length };
  return { iterator: iterate(results), ...(results.length > 0 && { metadata }) };
}

function keyValue(entry: StateEntry | undefined): KeyValue | undefined {
  return entry === undefined ? undefined : { key: entry.key, value: entry.value };
}

/** Contracts await every answer; a thrown error must reach them as a rejection. */
function answer(compute: () => Buffer): Promise<Buffer> {
  try {
    return Promise.resolve(compute());
  } catch (error) {
    return Promise.reject(error instanceof Error ? error : new Error(String(error)));
  }
}

function unsupported(feature: keyof typeof embeddedSupports): Promise<never> {
  return Promise.reject(new Error(embeddedSupports[feature].sentence));
}
