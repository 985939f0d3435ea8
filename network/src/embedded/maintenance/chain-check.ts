import type { common } from '@hyperledger/fabric-protos';
import { dataHash, headerHash } from '../ledger/block-hash.js';

/** How a block fails to be the next one of its chain. */
export type ChainFault = 'number' | 'previous hash' | 'data hash';

/** Follows the chain of headers, block by block. */
export class ChainCheck {
  #height = 0;
  #tip: Buffer = Buffer.alloc(0);

  /** Number of blocks. */
  get height(): number {
    return this.#height;
  }

  /** Header hash of the last block; empty before block 0. */
  get tip(): Buffer {
    return this.#tip;
  }

  /** Takes the next block and says what does not fit. A faulty block is taken, too: its successors are held to it. */
  add(block: common.Block): ChainFault[] {
    const header = block.getHeader();
    if (header === undefined) {
      return ['number'];
    }
    const faults: ChainFault[] = [];
    if (header.getNumber() !== this.#height) {
      faults.push('number');
    }
    if (!this.#tip.equals(header.getPreviousHash_asU8())) {
      faults.push('previous hash');
    }
    if (!dataHash(block.getData()?.getDataList_asU8() ?? []).equals(header.getDataHash_asU8())) {
      faults.push('data hash');
    }
    this.#height = header.getNumber() + 1;
    this.#tip = headerHash(header);
    return faults;
  }
}
