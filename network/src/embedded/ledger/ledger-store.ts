import { mkdir } from 'node:fs/promises';
import { Level } from 'level';
import type { BlockPosition } from './block-file.js';
import type { Database } from './database.js';
import { StateSnapshot } from './state-snapshot.js';
import {
  type Savepoint,
  blockHashKey,
  blockKey,
  formatPosition,
  formatSavepoint,
  formatVersion,
  formatVersionedValue,
  historyKey,
  parsePosition,
  parseSavepoint,
  parseVersion,
  parseVersionedValue,
  savepointKey,
  stateKey,
  transactionKey,
} from './store-keys.js';
import type { Version, VersionedValue } from './version.js';

/** A write of a valid transaction; no value means deletion. */
export interface StateWrite {
  readonly namespace: string;
  readonly key: string;
  readonly value: Uint8Array | undefined;
  readonly version: Version;
  /** True for the hash of a private key that is to leave no trace among the private values. */
  readonly isPurge?: boolean;
}

/** Everything the store learns from one block. */
export interface BlockEffects {
  readonly number: number;
  readonly position: BlockPosition;
  readonly savepoint: Savepoint;
  readonly transactions: readonly TransactionPlace[];
  readonly writes: readonly StateWrite[];
}

export interface TransactionPlace {
  readonly transactionId: string;
  readonly version: Version;
  /** peer.TxValidationCode */
  readonly validationCode: number;
}

/**
 * World state, histories and indexes. All of it can be made again from the block files: writes are not synced, and the
 * savepoint, written in the same batch, tells from where to take in blocks again after a crash.
 */
export class LedgerStore {
  private constructor(private readonly database: Database) {}

  static async open(directory: string): Promise<LedgerStore> {
    await mkdir(directory, { recursive: true });
    const database: Database = new Level(directory, {
      keyEncoding: 'buffer',
      valueEncoding: 'buffer',
      cacheSize: 64 * 1024 * 1024,
      writeBufferSize: 16 * 1024 * 1024,
    });
    await database.open();
    return new LedgerStore(database);
  }

  savepoint(): Savepoint | undefined {
    const stored = this.database.getSync(savepointKey);
    return stored === undefined ? undefined : parseSavepoint(stored);
  }

  state(namespace: string, key: string): VersionedValue | undefined {
    const stored = this.database.getSync(stateKey(namespace, key));
    return stored === undefined ? undefined : parseVersionedValue(stored);
  }

  blockPosition(number: number): BlockPosition | undefined {
    const stored = this.database.getSync(blockKey(number));
    return stored === undefined ? undefined : parsePosition(stored);
  }

  /** The number of the block whose header has this hash. */
  blockNumber(hash: Uint8Array): number | undefined {
    const key = this.database.getSync(blockHashKey(hash));
    return key === undefined ? undefined : Number(key.readBigUInt64BE(1));
  }

  /** Where a transaction id was first seen in a block, valid or not. */
  transactionPlace(transactionId: string): TransactionPlace | undefined {
    const stored = this.database.getSync(transactionKey(transactionId));
    if (stored === undefined) {
      return undefined;
    }
    return { transactionId, version: parseVersion(stored), validationCode: stored[12] ?? 255 };
  }

  /** Everything in the store, in the order of the keys' bytes. */
  async *entries(): AsyncGenerator<readonly [key: Buffer, value: Buffer], void, undefined> {
    const iterator = this.database.iterator();
    try {
      for (let some = await iterator.nextv(1000); some.length > 0; some = await iterator.nextv(1000)) {
        yield* some;
      }
    } finally {
      await iterator.close();
    }
  }

  /** A view of the state as of now that later blocks do not change. Close it. */
  snapshot(): StateSnapshot {
    return new StateSnapshot(this.database, this.database.snapshot());
  }

  async apply({ number, position, savepoint, transactions, writes }: BlockEffects): Promise<void> {
    const batch = this.database.batch();
    for (const { namespace, key, value, version } of writes) {
      if (value === undefined) {
        batch.del(stateKey(namespace, key));
      } else {
        batch.put(stateKey(namespace, key), formatVersionedValue(version, value));
      }
      batch.put(historyKey(namespace, key, version), Buffer.alloc(0));
    }
    const seen = new Set<string>();
    for (const { transactionId, version, validationCode } of transactions) {
      const isNew = !seen.has(transactionId) && this.transactionPlace(transactionId) === undefined;
      if (transactionId !== '' && isNew) {
        seen.add(transactionId);
        const place = Buffer.concat([formatVersion(version), Buffer.from([validationCode])]);
        batch.put(transactionKey(transactionId), place);
      }
    }
    batch.put(blockKey(number), formatPosition(position));
    batch.put(blockHashKey(savepoint.tip), blockKey(number));
    batch.put(savepointKey, formatSavepoint(savepoint));
    await batch.write();
  }

  async close(): Promise<void> {
    await this.database.close();
  }
}
