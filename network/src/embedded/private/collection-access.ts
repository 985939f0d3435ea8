import { sha256 } from '../cryptography/digest.js';
import type { VersionedValue } from '../ledger/version.js';
import type { PrivatePlace, PrivateKey } from './private-store-keys.js';
import type { PrivateStore } from './private-store.js';
import { ownerOf } from './implicit-collection.js';

/** On whose peer a transaction is simulated, and what that peer may know. */
export interface CollectionAccess {
  readonly channel: string;
  /** The organisation of the peer. */
  readonly mspId: string;
  /** The organisations of the channel, each of which has an implicit collection. */
  readonly mspIds: ReadonlySet<string>;
  readonly store: Pick<PrivateStore, 'read'>;
}

/**
 * A private value as this peer has it, at the version of its key's hash and only if it has the hash that the state says.
 * @throws Error in Fabric's words if the peer is no member's, or the value is gone.
 */
export function readPrivateValue(
  key: PrivateKey,
  hashed: VersionedValue | undefined,
  { mspId, store }: CollectionAccess,
): Buffer {
  if (hashed === undefined) {
    return Buffer.alloc(0);
  }
  const { version } = hashed;
  const place: PrivatePlace = { ...key, version };
  const write = ownerOf(key.collection) === mspId ? store.read(place) : undefined;
  const value = Buffer.from(write?.getValue_asU8() ?? []);
  if (write === undefined || !sha256(value).equals(hashed.value)) {
    const described = `{BlockNum: ${version.block}, TxNum: ${version.transaction}}`;
    throw new Error(
      `private data matching public hash version is not available. Public hash version = ${described}, Private data version = <nil>`,
    );
  }
  return value;
}
