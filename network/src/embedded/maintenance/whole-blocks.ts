import { common } from '@hyperledger/fabric-protos';
import { QuanchengError } from '@quancheng/protocol';
import { recordHeaderLength } from '../ledger/block-file.js';
import { ChainCheck } from './chain-check.js';
import { scanBlocks } from './scan-blocks.js';

/** A record of the block files that was found in its place in the chain. */
export interface WholeBlock {
  readonly segment: number;
  readonly offset: number;
  /** As it stands in the file, header included. */
  readonly record: Buffer;
  /** So many blocks, this one included. */
  readonly height: number;
  /** Header hash of this block. */
  readonly tip: Buffer;
}

/**
 * The blocks in the block files up to these sizes, each held to the chain of hashes but not judged otherwise. A torn
 * end is left out.
 * @throws QuanchengError EMBEDDED_LEDGER_DAMAGED at the first that is not whole or does not follow
 */
export async function* wholeBlocks(
  dataDirectory: string,
  sizes: readonly number[],
): AsyncGenerator<WholeBlock, void, undefined> {
  const chain = new ChainCheck();
  for await (const found of scanBlocks(dataDirectory, sizes)) {
    if (found.kind === 'torn end') {
      return;
    }
    const { segment, offset } = found;
    if (found.kind === 'damage') {
      throw damaged(`block file ${segment} is damaged at offset ${offset}`);
    }
    const block = common.Block.deserializeBinary(found.record.subarray(recordHeaderLength));
    const [fault] = chain.add(block);
    if (fault !== undefined) {
      throw damaged(`the block at offset ${offset} of block file ${segment} has the wrong ${fault}`);
    }
    yield { segment, offset, record: found.record, height: chain.height, tip: chain.tip };
  }
}

function damaged(message: string): QuanchengError {
  return new QuanchengError('EMBEDDED_LEDGER_DAMAGED', message);
}
