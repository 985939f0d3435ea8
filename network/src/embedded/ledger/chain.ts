import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { common } from '@hyperledger/fabric-protos';
import { QuanchengError } from '@quancheng/protocol';
import { BoundedMap } from '../cryptography/bounded-map.js';
import type { ValidatedBlock } from '../validation/validate-block.js';
import { type BlockPosition, BlockFile, endOf } from './block-file.js';
import { dataHash, headerHash } from './block-hash.js';
import { readBlockEffects } from './block-effects.js';
import { LedgerStore } from './ledger-store.js';
import { PrivateStore } from '../private/private-store.js';
import type { Savepoint } from './store-keys.js';

/** Blocks kept decoded for those who follow the chain. */
const recentBlocks = 32;

interface ChainEvents {
  block: [block: common.Block, effects: ValidatedBlock];
}

/** Told of each block that is taken in again from the files. */
export type RecoveryListener = (number: number, position: BlockPosition) => void;

/**
 * The blocks and the state that follows from them. A block is on disk before the state, the indexes or any listener
 * learns of it.
 */
export class Chain {
  readonly #events = new EventEmitter<ChainEvents>();
  readonly #recent = new BoundedMap<number, common.Block>(recentBlocks);
  #tip: Savepoint = { height: 0, end: { segment: 0, offset: 0 }, tip: Buffer.alloc(0) };

  private constructor(
    private readonly files: BlockFile,
    readonly store: LedgerStore,
    /** Made by endorsement, not from the blocks. */
    readonly privateStore: PrivateStore,
  ) {
    this.#events.setMaxListeners(0);
  }

  /**
   * Opens the ledger and takes in blocks that were written but not yet applied when the process ended.
   * @throws QuanchengError EMBEDDED_LEDGER_DAMAGED if blocks are missing or do not follow one another.
   */
  static async open(directory: string, onRecovered?: RecoveryListener): Promise<Chain> {
    const files = await BlockFile.open(join(directory, 'blocks'));
    const store = await LedgerStore.open(join(directory, 'state'));
    const privateStore = await PrivateStore.open(join(directory, 'private'));
    const chain = new Chain(files, store, privateStore);
    try {
      const savepoint = store.savepoint();
      chain.#tip = savepoint ?? chain.#tip;
      await files.recover(savepoint?.end, async (bytes, position) => {
        const block = common.Block.deserializeBinary(bytes);
        chain.#assertNext(block);
        await chain.#apply(block, position, readBlockEffects(block));
        onRecovered?.(chain.height - 1, position);
      });
      await privateStore.trim(chain.height);
    } catch (error) {
      await chain.close();
      throw error;
    }
    return chain;
  }

  /** Number of blocks. */
  get height(): number {
    return this.#tip.height;
  }

  /** Header hash of the last block; empty before block 0. */
  get tipHash(): Buffer {
    return this.#tip.tip;
  }

  /** Writes the next block to disk, applies it, then tells the listeners. */
  async append(block: common.Block, effects: ValidatedBlock): Promise<void> {
    await this.privateStore.secure(effects);
    const position = await this.files.append(block.serializeBinary());
    await this.#apply(block, position, effects);
    this.#recent.set(this.height - 1, block);
    this.#events.emit('block', block, effects);
  }

  /** The stored bytes of a block; undefined beyond the height. */
  async readBytes(number: number): Promise<Buffer | undefined> {
    const position = this.store.blockPosition(number);
    return position === undefined ? undefined : await this.files.read(position);
  }

  /** The decoded block, not to be changed; undefined beyond the height. */
  async read(number: number): Promise<common.Block | undefined> {
    const recent = this.#recent.get(number);
    if (recent !== undefined) {
      return recent;
    }
    const bytes = await this.readBytes(number);
    return bytes === undefined ? undefined : common.Block.deserializeBinary(bytes);
  }

  /** Calls back for each block from now on; the result ends it. */
  subscribe(listener: (block: common.Block, effects: ValidatedBlock) => void): () => void {
    this.#events.on('block', listener);
    return () => void this.#events.off('block', listener);
  }

  /** The blocks from this number on, those to come included, until the signal is aborted. */
  async *follow(start: number, signal: AbortSignal): AsyncGenerator<common.Block> {
    for (let number = start; !signal.aborted; ) {
      const block = number < this.height ? await this.read(number) : undefined;
      if (block !== undefined) {
        yield block;
        number += 1;
      } else {
        await this.#nextBlock(signal);
      }
    }
  }

  async close(): Promise<void> {
    await this.files.close();
    await this.store.close();
    await this.privateStore.close();
  }

  /** Resolves at the next block or when the signal is aborted. */
  #nextBlock(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const settle = (): void => {
        this.#events.off('block', settle);
        signal.removeEventListener('abort', settle);
        resolve();
      };
      this.#events.on('block', settle);
      signal.addEventListener('abort', settle);
    });
  }

  async #apply(block: common.Block, position: BlockPosition, effects: ValidatedBlock): Promise<void> {
    const header = requiredHeader(block);
    const number = header.getNumber();
    const savepoint = { height: number + 1, end: endOf(position), tip: headerHash(header) };
    await this.privateStore.settle(number, effects);
    await this.store.apply({ number, position, savepoint, ...effects });
    this.#tip = savepoint;
  }

  #assertNext(block: common.Block): void {
    const header = requiredHeader(block);
    const isNext = header.getNumber() === this.height && this.tipHash.equals(header.getPreviousHash_asU8());
    if (!isNext || !dataHash(block.getData()?.getDataList_asU8() ?? []).equals(header.getDataHash_asU8())) {
      throw new QuanchengError(
        'EMBEDDED_LEDGER_DAMAGED',
        `block ${header.getNumber()} does not follow the one before`,
      );
    }
  }
}

function requiredHeader(block: common.Block): common.BlockHeader {
  const header = block.getHeader();
  if (header === undefined) {
    throw new QuanchengError('EMBEDDED_LEDGER_DAMAGED', 'a block has no header');
  }
  return header;
}
