import type { StateSnapshot } from '../ledger/state-snapshot.js';
import type { Version } from '../ledger/version.js';
import type { CollectionAccess } from '../private/collection-access.js';
import type { CollectionInterest } from '../private/collection-interest.js';
import type { PrivateWriteSet } from '../private/private-write-set.js';
import { CollectionSimulator } from './collection-simulator.js';
import { RangeScan } from './range-scan.js';
import { ReadWriteSet } from './read-write-set.js';

/**
 * The state as one transaction sees it. Reads come from the snapshot, never from the transaction's own writes; writes
 * are only collected.
 */
export class TransactionSimulator {
  readonly #sets = new ReadWriteSet();
  readonly #scans: RangeScan[] = [];
  #collections: CollectionSimulator | undefined;
  #hasWritten = false;
  #hasPublicWrites = false;
  #hasPaged = false;

  constructor(
    private readonly snapshot: StateSnapshot,
    private readonly namespace: string,
    readonly transactionId: string,
    /** Without it the transaction has no private data. */
    private readonly access?: CollectionAccess,
  ) {}

  /** Reads of private data. */
  collections(): CollectionSimulator {
    if (this.access === undefined) {
      throw new Error('private data is not allowed here');
    }
    const { access, namespace, snapshot } = this;
    return (this.#collections ??= new CollectionSimulator(snapshot, this.#sets, namespace, access));
  }

  /** The value, or empty bytes if the key is absent. */
  get(key: string, namespace = this.namespace): Buffer {
    const found = this.snapshot.get(namespace, key);
    this.#sets.addRead(namespace, key, found?.version);
    return found?.value ?? Buffer.alloc(0);
  }

  put(key: string, value: Uint8Array): void {
    this.#startWriting();
    this.#sets.addWrite(this.namespace, key, value);
  }

  delete(key: string): void {
    this.#startWriting();
    this.#sets.addWrite(this.namespace, key, undefined);
  }

  /** No value deletes; a purge removes what the key's members still hold as well. */
  putPrivate(collection: string, key: string, value: Uint8Array | undefined, isPurge = false): void {
    this.#assertMayWrite();
    this.collections().put(collection, key, value, isPurge);
    this.#hasWritten = true;
  }

  scan(start: string, end: string): RangeScan {
    const scan = new RangeScan(this.snapshot, this.namespace, start, end);
    this.#scans.push(scan);
    return scan;
  }

  /** As `scan`, for a query in pages. Fabric allows such queries in reading transactions only. */
  scanPage(start: string, end: string): RangeScan {
    if (this.#hasWritten) {
      throw this.#unsupported('Paginated queries are supported only in a read-only transaction');
    }
    this.#hasPaged = true;
    return this.scan(start, end);
  }

  /** Versions at which the key was written, newest first. They enter no read set: histories are not validated. */
  history(key: string): AsyncGenerator<Version> {
    return this.snapshot.history(this.namespace, key);
  }

  /** The read-write set in Fabric's encoding. */
  finish(): Uint8Array {
    for (const scan of this.#scans) {
      this.#sets.addRange(this.namespace, scan.finish());
    }
    return this.#sets.format();
  }

  /** What is written to collections, in the clear. */
  privateWriteSets(): PrivateWriteSet[] {
    return this.#sets.privateWriteSets();
  }

  /** Undefined if the transaction neither touched private data nor asked where it runs. */
  interest(): CollectionInterest | undefined {
    return this.#collections?.interest(this.#hasPublicWrites);
  }

  async close(): Promise<void> {
    await Promise.all(this.#scans.map((scan) => scan.close()));
    await this.snapshot.close();
  }

  #startWriting(): void {
    this.#assertMayWrite();
    this.#hasWritten = true;
    this.#hasPublicWrites = true;
  }

  #assertMayWrite(): void {
    if (this.#hasPaged) {
      throw this.#unsupported('Transaction has already performed a paginated query. Writes are not allowed');
    }
  }

  #unsupported(reason: string): Error {
    return new Error(`txid [${this.transactionId}]: unsupported transaction. ${reason}`);
  }
}
