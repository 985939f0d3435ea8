import type { ValidatedBlock } from '../validation/validate-block.js';
import { parseHashedNamespace } from './hashed-state.js';
import type { PrivatePlace } from './private-store-keys.js';

/** What a block says of a private write. */
export interface HashedWrite {
  readonly place: PrivatePlace;
  /** SHA-256 of the value; undefined for a deletion. */
  readonly valueHash: Uint8Array | undefined;
  readonly isPurge: boolean;
}

export interface HashedTransaction {
  readonly transactionId: string;
  readonly writes: HashedWrite[];
}

/** The valid transactions of a block that wrote to collections, in their order, with those writes. */
export function groupHashedWrites({ transactions, writes }: ValidatedBlock): HashedTransaction[] {
  const found = new Map<number, HashedTransaction>();
  for (const { namespace: derived, key, value, version, isPurge = false } of writes) {
    const names = parseHashedNamespace(derived);
    const transactionId = transactions[version.transaction]?.transactionId;
    if (names === undefined || transactionId === undefined) continue;
    const known = found.get(version.transaction) ?? { transactionId, writes: [] };
    found.set(version.transaction, known);
    const place = { ...names, hash: Buffer.from(key, 'hex'), version };
    known.writes.push({ place, valueHash: value, isPurge });
  }
  return [...found.values()];
}
