import type { BlockPosition, FileEnd } from './block-file.js';
import type { Version, VersionedValue } from './version.js';

/**
 * First byte of each kind of key in the store. Private values are not here but in a store of their own, which a rebuild
 * must leave alone: `ledger/private`, laid out in private/private-store-keys.ts.
 */
const kind = {
  state: 0x73,
  history: 0x68,
  transaction: 0x74,
  block: 0x62,
  hash: 0x78,
  savepoint: 0x6d,
} as const;
export type StoredKeyKind = keyof typeof kind;

/** What a key of the store is about; undefined if the store writes no such key. */
export function kindOfKey(stored: Uint8Array): StoredKeyKind | undefined {
  const names = Object.keys(kind) as StoredKeyKind[];
  return names.find((name) => kind[name] === stored[0]);
}

const separator = Buffer.from([0]);

export const savepointKey = Buffer.from([kind.savepoint]);

/** Namespace, zero byte, key in UTF-8: LevelDB's byte order is then Fabric's order of keys. */
export function stateKey(namespace: string, key: string): Buffer {
  return Buffer.concat([Buffer.from([kind.state]), Buffer.from(namespace), separator, Buffer.from(key)]);
}

/** The first key that is no key of this namespace. */
export function endOfNamespace(namespace: string): Buffer {
  return Buffer.concat([Buffer.from([kind.state]), Buffer.from(namespace), Buffer.from([1])]);
}

export function parseStateKey(namespace: string, stored: Buffer): string {
  return stored.toString('utf8', 1 + Buffer.byteLength(namespace) + 1);
}

/** The length before the key keeps the histories of `a` and of the composite key `a\0b` apart. */
export function historyPrefix(namespace: string, key: string): Buffer {
  const bytes = Buffer.from(key);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([Buffer.from([kind.history]), Buffer.from(namespace), separator, length, bytes]);
}

export function historyKey(namespace: string, key: string, version: Version): Buffer {
  return Buffer.concat([historyPrefix(namespace, key), formatVersion(version)]);
}

export function parseHistoryKey(stored: Buffer): Version {
  return parseVersion(stored.subarray(stored.length - versionLength));
}

export function transactionKey(transactionId: string): Buffer {
  return Buffer.concat([Buffer.from([kind.transaction]), Buffer.from(transactionId)]);
}

export function blockKey(number: number): Buffer {
  const key = Buffer.alloc(9);
  key[0] = kind.block;
  key.writeBigUInt64BE(BigInt(number), 1);
  return key;
}

export function blockHashKey(hash: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([kind.hash]), hash]);
}

const versionLength = 12;

export function formatVersion({ block, transaction }: Version): Buffer {
  const bytes = Buffer.alloc(versionLength);
  bytes.writeBigUInt64BE(BigInt(block), 0);
  bytes.writeUInt32BE(transaction, 8);
  return bytes;
}

export function parseVersion(bytes: Buffer): Version {
  return { block: Number(bytes.readBigUInt64BE(0)), transaction: bytes.readUInt32BE(8) };
}

export function formatVersionedValue(version: Version, value: Uint8Array): Buffer {
  return Buffer.concat([formatVersion(version), value]);
}

export function parseVersionedValue(stored: Buffer): VersionedValue {
  return { version: parseVersion(stored), value: stored.subarray(versionLength) };
}

export function formatPosition({ segment, offset, length }: BlockPosition): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32BE(segment, 0);
  bytes.writeBigUInt64BE(BigInt(offset), 4);
  bytes.writeUInt32BE(length, 12);
  return bytes;
}

export function parsePosition(stored: Buffer): BlockPosition {
  return {
    segment: stored.readUInt32BE(0),
    offset: Number(stored.readBigUInt64BE(4)),
    length: stored.readUInt32BE(12),
  };
}

/** How far the store has taken in the block files. */
export interface Savepoint {
  readonly height: number;
  readonly end: FileEnd;
  /** Header hash of the last block; empty before block 0. */
  readonly tip: Buffer;
}

export function formatSavepoint({ height, end, tip }: Savepoint): Buffer {
  const bytes = Buffer.alloc(20);
  bytes.writeBigUInt64BE(BigInt(height), 0);
  bytes.writeUInt32BE(end.segment, 8);
  bytes.writeBigUInt64BE(BigInt(end.offset), 12);
  return Buffer.concat([bytes, tip]);
}

export function parseSavepoint(stored: Buffer): Savepoint {
  return {
    height: Number(stored.readBigUInt64BE(0)),
    end: { segment: stored.readUInt32BE(8), offset: Number(stored.readBigUInt64BE(12)) },
    tip: stored.subarray(20),
  };
}
