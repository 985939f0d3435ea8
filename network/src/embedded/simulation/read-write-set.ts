import { ledger } from '@hyperledger/fabric-protos';
import type { Version } from '../ledger/version.js';
import type { PrivateWriteSet } from '../private/private-write-set.js';
import { CollectionSets } from './collection-sets.js';
import { sorted } from './sorted.js';
import { newRead } from './range-summary.js';
import { formatVersion } from './version-message.js';

const { KVRWSet, KVWrite } = ledger.rwset.kvrwset;
const { NsReadWriteSet, TxReadWriteSet } = ledger.rwset;
type RangeQueryInfo = ledger.rwset.kvrwset.RangeQueryInfo;

interface NamespaceSets {
  readonly reads: Map<string, Version | undefined>;
  readonly writes: Map<string, Uint8Array | undefined>;
  readonly ranges: Map<string, RangeQueryInfo>;
  readonly collections: Map<string, CollectionSets>;
}

/** Collects what a simulation read and would write, and formats it as Fabric does: namespaces and keys in byte order. */
export class ReadWriteSet {
  readonly #namespaces = new Map<string, NamespaceSets>();

  addRead(namespace: string, key: string, version: Version | undefined): void {
    this.#sets(namespace).reads.set(key, version);
  }

  /** No value, or an empty one, is a deletion. */
  addWrite(namespace: string, key: string, value: Uint8Array | undefined): void {
    this.#sets(namespace).writes.set(key, value);
  }

  /** The first of equal queries counts. */
  addRange(namespace: string, range: RangeQueryInfo): void {
    const { ranges } = this.#sets(namespace);
    const identity = JSON.stringify([range.getStartKey(), range.getEndKey(), range.getItrExhausted()]);
    if (!ranges.has(identity)) {
      ranges.set(identity, range);
    }
  }

  /** The sets of a collection, by which its hashes enter the namespace's entry. */
  collection(namespace: string, collection: string): CollectionSets {
    const { collections } = this.#sets(namespace);
    const sets = collections.get(collection) ?? new CollectionSets(namespace, collection);
    collections.set(collection, sets);
    return sets;
  }

  /** What is written to collections, in the clear. */
  privateWriteSets(): PrivateWriteSet[] {
    return sorted(this.#namespaces).flatMap(([, { collections }]) =>
      sorted(collections).flatMap(([, sets]) => sets.formatPrivate() ?? []),
    );
  }

  format(): Uint8Array {
    const all = new TxReadWriteSet();
    for (const [namespace, sets] of sorted(this.#namespaces)) {
      const entry = new NsReadWriteSet();
      entry.setNamespace(namespace);
      entry.setRwset(formatSets(sets));
      entry.setCollectionHashedRwsetList(sorted(sets.collections).map(([, each]) => each.formatHashed()));
      all.addNsRwset(entry);
    }
    return all.serializeBinary();
  }

  #sets(namespace: string): NamespaceSets {
    const known = this.#namespaces.get(namespace);
    if (known !== undefined) {
      return known;
    }
    const sets: NamespaceSets = {
      reads: new Map(),
      writes: new Map(),
      ranges: new Map(),
      collections: new Map(),
    };
    this.#namespaces.set(namespace, sets);
    return sets;
  }
}

function formatSets({ reads, writes, ranges }: NamespaceSets): Uint8Array {
  const message = new KVRWSet();
  message.setReadsList(sorted(reads).map(([key, version]) => newRead(key, formatVersion(version))));
  message.setRangeQueriesInfoList([...ranges.values()]);
  message.setWritesList(sorted(writes).map(([key, value]) => newWrite(key, value)));
  return message.serializeBinary();
}

function newWrite(key: string, value: Uint8Array | undefined): ledger.rwset.kvrwset.KVWrite {
  const write = new KVWrite();
  write.setKey(key);
  if (value === undefined || value.length === 0) {
    write.setIsDelete(true);
  } else {
    write.setValue(value);
  }
  return write;
}
