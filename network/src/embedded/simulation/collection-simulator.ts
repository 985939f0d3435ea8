import { definitionKeys, lifecycleNamespace } from '../chaincode/chaincode-definition.js';
import type { StateSnapshot } from '../ledger/state-snapshot.js';
import type { Version, VersionedValue } from '../ledger/version.js';
import { type CollectionAccess, readPrivateValue } from '../private/collection-access.js';
import type { CollectionInterest } from '../private/collection-interest.js';
import { hashedNamespace, keyHash } from '../private/hashed-state.js';
import { ownerOf } from '../private/implicit-collection.js';
import { embeddedSupports } from '../supports.js';
import type { ReadWriteSet } from './read-write-set.js';

/** Private data as one transaction sees it on one organisation's peer. */
export class CollectionSimulator {
  readonly #read = new Set<string>();
  readonly #written = new Set<string>();
  #knowsDefinition = false;
  #hasAskedWhere = false;

  constructor(
    private readonly snapshot: StateSnapshot,
    private readonly sets: ReadWriteSet,
    private readonly namespace: string,
    private readonly access: CollectionAccess,
  ) {}

  /** The organisation of the peer that simulates. */
  mspId(): string {
    this.#hasAskedWhere = true;
    return this.access.mspId;
  }

  /** The value, or empty bytes if the key is absent. */
  get(collection: string, key: string): Buffer {
    this.#assertConfigured(collection);
    this.#assertDefined(collection);
    const hashed = this.#hashed(collection, key);
    const place = { namespace: this.namespace, collection, hash: keyHash(key) };
    this.#read.add(collection);
    const value = readPrivateValue(place, hashed, this.access);
    this.#addRead(collection, key, hashed?.version);
    return value;
  }

  /** The hash of the value, which every peer has; empty bytes if the key is absent. */
  getHash(collection: string, key: string): Buffer {
    this.#assertDefined(collection);
    const hashed = this.#hashed(collection, key);
    this.#addRead(collection, key, hashed?.version);
    return hashed?.value ?? Buffer.alloc(0);
  }

  put(collection: string, key: string, value: Uint8Array | undefined, isPurge = false): void {
    this.#assertConfigured(collection);
    this.#assertDefined(collection);
    this.sets.collection(this.namespace, collection).addWrite(key, value, isPurge);
    this.#written.add(collection);
  }

  interest(hasPublicWrites: boolean): CollectionInterest {
    return {
      read: [...this.#read],
      touched: [...new Set([...this.#read, ...this.#written])],
      needsChaincodePolicy: hasPublicWrites || this.#written.size === 0,
      isPeerSpecific: this.#hasAskedWhere || this.#read.size > 0,
    };
  }

  #hashed(collection: string, key: string): VersionedValue | undefined {
    const derived = hashedNamespace(this.namespace, collection);
    return this.snapshot.get(derived, keyHash(key).toString('hex'));
  }

  #addRead(collection: string, key: string, version: Version | undefined): void {
    this.sets.collection(this.namespace, collection).addRead(key, version);
  }

  /** A chaincode's own collections stand in its definition, where this node has none. */
  #assertConfigured(collection: string): void {
    this.#readDefinition();
    if (ownerOf(collection) === undefined) {
      const name = `${this.access.channel}/${this.namespace}/${collection}`;
      const { sentence } = embeddedSupports.privateDataCollections;
      throw new Error(`collection ${name} could not be found: ${sentence}`);
    }
  }

  #assertDefined(collection: string): void {
    this.#readDefinition();
    const owner = ownerOf(collection);
    if (owner === undefined || !this.access.mspIds.has(owner)) {
      const place = `in the collection config for chaincode [${this.namespace}]`;
      throw new Error(`collection [${collection}] not defined ${place}`);
    }
  }

  /** Fabric looks a collection up in the chaincode's definition, all of which enters the read set. */
  #readDefinition(): void {
    if (!this.#knowsDefinition) {
      this.#knowsDefinition = true;
      for (const key of definitionKeys(this.namespace)) {
        const version = this.snapshot.get(lifecycleNamespace, key)?.version;
        this.sets.addRead(lifecycleNamespace, key, version);
      }
    }
  }
}
