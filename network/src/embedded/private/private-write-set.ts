import { ledger } from '@hyperledger/fabric-protos';
import { keyHash } from './hashed-state.js';

const { KVRWSet, KVWrite } = ledger.rwset.kvrwset;
type KVWrite = ledger.rwset.kvrwset.KVWrite;

/** What a transaction writes to a collection in the clear: kept by the collection's members, in no block. */
export interface PrivateWriteSet {
  readonly namespace: string;
  readonly collection: string;
  /** kvrwset.KVRWSet; its SHA-256 is in the block. */
  readonly bytes: Uint8Array;
}

/** A private write by the hash of its key. */
export interface PrivateWrite {
  readonly hash: Buffer;
  readonly write: KVWrite;
}

export function parsePrivateWrites(bytes: Uint8Array): PrivateWrite[] {
  return KVRWSet.deserializeBinary(bytes)
    .getWritesList()
    .map((write) => ({ hash: keyHash(write.getKey()), write }));
}

/** No value, or an empty one, is a deletion. */
export function newPrivateWrite(key: string, value: Uint8Array | undefined): KVWrite {
  const write = new KVWrite();
  write.setKey(key);
  if (value === undefined || value.length === 0) {
    write.setIsDelete(true);
  } else {
    write.setValue(value);
  }
  return write;
}

/** The writes in the order given, which is that of their keys' bytes. */
export function formatPrivateWrites(writes: KVWrite[]): Uint8Array {
  const set = new KVRWSet();
  set.setWritesList(writes);
  return set.serializeBinary();
}
