import { ledger } from '@hyperledger/fabric-protos';
import { sha256 } from '../cryptography/digest.js';
import type { Version } from '../ledger/version.js';
import { keyHash } from '../private/hashed-state.js';
import { type PrivateWriteSet, formatPrivateWrites, newPrivateWrite } from '../private/private-write-set.js';
import { sorted } from './sorted.js';
import { formatVersion } from './version-message.js';

const { HashedRWSet, KVReadHash, KVWriteHash } = ledger.rwset.kvrwset;

interface PendingWrite {
  readonly value: Uint8Array | undefined;
  readonly isPurge: boolean;
}

/** What a simulation reads and would write in one collection: hashes for everybody, the writes for its members. */
export class CollectionSets {
  readonly #reads = new Map<string, Version | undefined>();
  readonly #writes = new Map<string, PendingWrite>();

  constructor(
    private readonly namespace: string,
    private readonly collection: string,
  ) {}

  addRead(key: string, version: Version | undefined): void {
    this.#reads.set(key, version);
  }

  /** No value, or an empty one, is a deletion. */
  addWrite(key: string, value: Uint8Array | undefined, isPurge = false): void {
    this.#writes.set(key, { value: value?.length === 0 ? undefined : value, isPurge });
  }

  /** Undefined if nothing is written. */
  formatPrivate(): PrivateWriteSet | undefined {
    if (this.#writes.size === 0) {
      return undefined;
    }
    const writes = sorted(this.#writes).map(([key, { value }]) => newPrivateWrite(key, value));
    return {
      namespace: this.namespace,
      collection: this.collection,
      bytes: formatPrivateWrites(writes),
    };
  }

  /** Sorted by the keys themselves, not by their hashes, as Fabric does. */
  formatHashed(): ledger.rwset.CollectionHashedReadWriteSet {
    const hashed = new HashedRWSet();
    hashed.setHashedReadsList(sorted(this.#reads).map(([key, version]) => newHashedRead(key, version)));
    hashed.setHashedWritesList(sorted(this.#writes).map(([key, write]) => newHashedWrite(key, write)));
    const message = new ledger.rwset.CollectionHashedReadWriteSet();
    message.setCollectionName(this.collection);
    message.setHashedRwset(hashed.serializeBinary());
    const written = this.formatPrivate();
    if (written !== undefined) {
      message.setPvtRwsetHash(sha256(written.bytes));
    }
    return message;
  }
}

function newHashedRead(key: string, version: Version | undefined): ledger.rwset.kvrwset.KVReadHash {
  const read = new KVReadHash();
  read.setKeyHash(keyHash(key));
  read.setVersion(formatVersion(version));
  return read;
}

function newHashedWrite(key: string, { value, isPurge }: PendingWrite): ledger.rwset.kvrwset.KVWriteHash {
  const write = new KVWriteHash();
  write.setKeyHash(keyHash(key));
  write.setIsPurge(isPurge);
  if (value === undefined) {
    write.setIsDelete(true);
  } else {
    write.setValueHash(sha256(value));
  }
  return write;
}
