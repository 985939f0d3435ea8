import { formatVersion, parseVersion } from '../ledger/store-keys.js';
import type { Version } from '../ledger/version.js';

/** First byte of each kind of key in the store of private values. */
const kind = {
  /** An endorsed transaction's write set that is in no block yet. */
  waiting: 0x77,
  /** A private write of a block. */
  value: 0x76,
  /** The same by block and transaction. */
  block: 0x62,
} as const;
const separator = Buffer.from([0]);
const versionLength = 12;
const hashLength = 32;

/** A key of a collection, by its hash. */
export interface PrivateKey {
  readonly namespace: string;
  readonly collection: string;
  /** SHA-256 of the key. */
  readonly hash: Buffer;
}

/** A private write's place. */
export interface PrivatePlace extends PrivateKey {
  readonly version: Version;
}

export function waitingKey(
  transactionId: string,
  namespace: string,
  collection: string,
  setHash: Uint8Array,
): Buffer {
  return Buffer.concat([waitingPrefix(transactionId), names(namespace, collection), setHash]);
}

export function waitingPrefix(transactionId: string): Buffer {
  return Buffer.concat([Buffer.from([kind.waiting]), Buffer.from(transactionId), separator]);
}

export function parseWaitingKey(
  stored: Buffer,
): Pick<PrivateKey, 'namespace' | 'collection'> & { readonly transactionId: string } {
  const [transactionId = '', namespace = '', collection = ''] = stored
    .toString('utf8', 1, stored.length - hashLength - 1)
    .split('\0');
  return { transactionId, namespace, collection };
}

/** All waiting write sets. */
export const waitingRange = { gte: Buffer.from([kind.waiting]), lt: Buffer.from([kind.waiting + 1]) };

/** Begins the keys of all values that a private key has had. */
export function valuePrefix({ namespace, collection, hash }: PrivateKey): Buffer {
  return Buffer.concat([Buffer.from([kind.value]), names(namespace, collection), hash]);
}

export function valueKey(place: PrivatePlace): Buffer {
  return Buffer.concat([valuePrefix(place), formatVersion(place.version)]);
}

export function parseValueVersion(stored: Buffer): Version {
  return parseVersion(stored.subarray(stored.length - versionLength));
}

/** Begins the keys of a block's private writes. */
export function blockPrefix(number: number): Buffer {
  return Buffer.concat([
    Buffer.from([kind.block]),
    formatVersion({ block: number, transaction: 0 }).subarray(0, 8),
  ]);
}

export function blockIndexKey({ namespace, collection, hash, version }: PrivatePlace): Buffer {
  return Buffer.concat([
    Buffer.from([kind.block]),
    formatVersion(version),
    names(namespace, collection),
    hash,
  ]);
}

export function parseBlockIndexKey(stored: Buffer): PrivatePlace {
  const end = stored.length - hashLength;
  const [namespace = '', collection = ''] = stored.toString('utf8', 1 + versionLength, end - 1).split('\0');
  const version = parseVersion(stored.subarray(1, 1 + versionLength));
  return { namespace, collection, hash: stored.subarray(end), version };
}

/** The keys that begin with these bytes, which are not all 0xff. */
export function rangeOf(prefix: Buffer): { readonly gte: Buffer; readonly lt: Buffer } {
  const lt = Buffer.from(prefix);
  let last = lt.length - 1;
  while (lt[last] === 0xff) {
    last -= 1;
  }
  const end = lt.subarray(0, last + 1);
  end[last] = (end[last] ?? 0) + 1;
  return { gte: prefix, lt: end };
}

function names(namespace: string, collection: string): Buffer {
  return Buffer.concat([Buffer.from(namespace), separator, Buffer.from(collection), separator]);
}
