import { mkdir } from 'node:fs/promises';
import { ledger, peer } from '@hyperledger/fabric-protos';
import { Level } from 'level';
import { sha256 } from '../cryptography/digest.js';
import type { Database } from '../ledger/database.js';
import { isEarlier } from '../ledger/version.js';
import { eraseRange, joinRanges } from './erase-range.js';
import type { ValidatedBlock } from '../validation/validate-block.js';
import { type HashedWrite, groupHashedWrites } from './hashed-writes.js';
import {
  type PrivatePlace,
  blockIndexKey,
  blockPrefix,
  parseBlockIndexKey,
  parseValueVersion,
  parseWaitingKey,
  rangeOf,
  valueKey,
  valuePrefix,
  waitingKey,
  waitingPrefix,
  waitingRange,
} from './private-store-keys.js';
import { type PrivateWriteSet, parsePrivateWrites } from './private-write-set.js';

const { KVWrite } = ledger.rwset.kvrwset;
type KVWrite = ledger.rwset.kvrwset.KVWrite;

/** Blocks after which an endorsed write set that came in none is forgotten (core.yaml: transientstoreMaxBlockRetention). */
const retention = 20_000;

const codes = peer.TxValidationCode;
/** Codes of transactions whose id is truly theirs and will not come again: a forged id must not end another's wait. */
const finalCodes: readonly number[] = [
  codes.VALID,
  codes.ENDORSEMENT_POLICY_FAILURE,
  codes.MVCC_READ_CONFLICT,
  codes.PHANTOM_READ_CONFLICT,
];

/** A private write of a block and where it stands. */
export interface StoredWrite {
  readonly place: PrivatePlace;
  readonly write: KVWrite;
}

/**
 * Private values, which are in no block and therefore cannot be made again from the blocks: the one part of the ledger
 * that a rebuild must keep. A value is found by the version that the state has of its key's hash, so that nothing
 * here needs to follow the state. Removing a key removes all values it had, from the disk, too.
 */
export class PrivateStore {
  /** Transactions whose write sets are in no block yet, with the height at their endorsement, oldest first. */
  readonly #waiting = new Map<string, number>();

  private constructor(private readonly database: Database) {}

  static async open(directory: string): Promise<PrivateStore> {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const database: Database = new Level(directory, { keyEncoding: 'buffer', valueEncoding: 'buffer' });
    await database.open();
    const store = new PrivateStore(database);
    await store.#recall();
    return store;
  }

  /** What the transaction of this version wrote to this key; undefined if it is not here (any more). */
  read(place: PrivatePlace): KVWrite | undefined {
    const stored = this.database.getSync(valueKey(place));
    return stored === undefined ? undefined : KVWrite.deserializeBinary(stored);
  }

  /** Keeps what an endorsed transaction will have written if it comes in a block. */
  async keep(transactionId: string, sets: readonly PrivateWriteSet[], height: number): Promise<void> {
    const batch = this.database.batch();
    const endorsedAt = Buffer.alloc(8);
    endorsedAt.writeBigUInt64BE(BigInt(height));
    for (const { namespace, collection, bytes } of sets) {
      const key = waitingKey(transactionId, namespace, collection, sha256(bytes));
      batch.put(key, Buffer.concat([endorsedAt, bytes]));
    }
    await batch.write();
    this.#waiting.set(transactionId, height);
  }

  /** Makes what a block needs durable, before the block is: a valid transaction's values must not be lost. */
  async secure(effects: ValidatedBlock): Promise<void> {
    const batch = this.database.batch();
    for (const { transactionId } of groupHashedWrites(effects)) {
      for (const [key, value] of await this.#waitingEntries(transactionId)) {
        batch.put(key, value);
      }
    }
    await (batch.length === 0 ? batch.close() : batch.write({ sync: true }));
  }

  /** Takes in a block that is on disk; doing so again changes nothing. */
  async settle(number: number, effects: ValidatedBlock): Promise<void> {
    const removed: Buffer[] = [];
    for (const { transactionId, writes } of groupHashedWrites(effects)) {
      removed.push(...(await this.#settleTransaction(transactionId, writes)));
    }
    for (const { transactionId, validationCode } of effects.transactions) {
      if (finalCodes.includes(validationCode)) await this.#forget(transactionId);
    }
    for (const [transactionId, height] of this.#waiting) {
      if (height + retention > number) break;
      await this.#forget(transactionId);
    }
    await this.#erase(removed);
  }

  /** Removes what blocks wrote that are not there: a copy of this store may be younger than that of the blocks. */
  async trim(height: number): Promise<void> {
    const range = { gte: blockPrefix(height), lt: rangeOf(blockPrefix(0).subarray(0, 1)).lt };
    const places = (await this.database.keys(range).all()).map(parseBlockIndexKey);
    const keys = places.flatMap((place) => [valueKey(place), blockIndexKey(place)]);
    if (keys.length > 0) {
      await this.database.batch(keys.map((key) => ({ type: 'del', key })));
    }
  }

  /** The private writes of a block's valid transactions that are here, by transaction, collection and key hash. */
  async readBlock(number: number): Promise<StoredWrite[]> {
    const found: StoredWrite[] = [];
    for await (const stored of this.database.keys(rangeOf(blockPrefix(number)))) {
      const place = parseBlockIndexKey(stored);
      const write = this.read(place);
      if (write !== undefined) found.push({ place, write });
    }
    return found;
  }

  async close(): Promise<void> {
    await this.database.close();
  }

  async #recall(): Promise<void> {
    const heights: [string, number][] = [];
    for await (const [key, value] of this.database.iterator(waitingRange)) {
      heights.push([parseWaitingKey(key).transactionId, Number(value.readBigUInt64BE(0))]);
    }
    for (const [transactionId, height] of heights.sort(([, left], [, right]) => left - right)) {
      this.#waiting.set(transactionId, height);
    }
  }

  async #waitingEntries(transactionId: string): Promise<[Buffer, Buffer][]> {
    return this.#waiting.has(transactionId)
      ? await this.database.iterator(rangeOf(waitingPrefix(transactionId))).all()
      : [];
  }

  /** Moves a transaction's values to their places. The result begins the keys whose earlier values are to be gone. */
  async #settleTransaction(transactionId: string, writes: readonly HashedWrite[]): Promise<Buffer[]> {
    const batch = this.database.batch();
    const entries = await this.#waitingEntries(transactionId);
    const removed: Buffer[] = [];
    for (const hashed of writes) {
      if (hashed.valueHash === undefined) {
        const prefix = valuePrefix(hashed.place);
        for (const version of await this.#earlierVersions(prefix, hashed.place)) {
          batch.del(valueKey({ ...hashed.place, version }));
          batch.del(blockIndexKey({ ...hashed.place, version }));
        }
        removed.push(prefix);
      }
      const write = hashed.isPurge ? undefined : findWrite(entries, hashed);
      if (write !== undefined) {
        batch.put(valueKey(hashed.place), Buffer.from(write.serializeBinary()));
        batch.put(blockIndexKey(hashed.place), Buffer.alloc(0));
      }
    }
    for (const [key] of entries) batch.del(key);
    await batch.write({ sync: true });
    this.#waiting.delete(transactionId);
    return removed;
  }

  async #earlierVersions(prefix: Buffer, { version }: PrivatePlace): Promise<PrivatePlace['version'][]> {
    const keys = await this.database.keys(rangeOf(prefix)).all();
    return keys.map(parseValueVersion).filter((each) => isEarlier(each, version));
  }

  async #forget(transactionId: string): Promise<void> {
    const entries = await this.#waitingEntries(transactionId);
    this.#waiting.delete(transactionId);
    if (entries.length > 0) {
      await this.database.batch(entries.map(([key]) => ({ type: 'del', key })));
    }
  }

  async #erase(prefixes: readonly Buffer[]): Promise<void> {
    if (prefixes.length > 0) {
      await eraseRange(this.database, waitingRange);
      for (const range of joinRanges(prefixes.map(rangeOf))) await eraseRange(this.database, range);
    }
  }
}

/** The waiting write that has these hashes. */
function findWrite(
  entries: readonly [Buffer, Buffer][],
  { place, valueHash }: HashedWrite,
): KVWrite | undefined {
  for (const [key, value] of entries) {
    const { namespace, collection } = parseWaitingKey(key);
    if (namespace === place.namespace && collection === place.collection) {
      const found = parsePrivateWrites(value.subarray(8)).find(({ hash }) => hash.equals(place.hash));
      if (found !== undefined && isValue(found.write, valueHash)) return found.write;
    }
  }
  return undefined;
}

function isValue(write: KVWrite, valueHash: Uint8Array | undefined): boolean {
  return valueHash === undefined
    ? write.getIsDelete()
    : !write.getIsDelete() && sha256(write.getValue_asU8()).equals(valueHash);
}
