import { common } from '@hyperledger/fabric-protos';
import { recordHeaderLength, type BlockPosition } from '../ledger/block-file.js';
import type { FindingListener } from './finding.js';
import { scanBlocks } from './scan-blocks.js';

/** A block as it stands in the files, damaged or not. */
export interface InspectedBlock {
  readonly block: common.Block;
  readonly bytes: Buffer;
  readonly position: BlockPosition;
}

/** How the reading of the files went. */
export interface FileCondition {
  /** Bytes at the end that a crash left of a block. */
  tornBytes: number;
  /** True once a block could not be made out: what follows cannot be held to the state. */
  isBroken: boolean;
}

/** Reads the block files and takes each record for a block, even one whose checksum does not fit, if it decodes. */
export async function* inspectedBlocks(
  dataDirectory: string,
  sizes: readonly number[],
  condition: FileCondition,
  report: FindingListener,
): AsyncGenerator<InspectedBlock, void, undefined> {
  for await (const found of scanBlocks(dataDirectory, sizes)) {
    const { kind, segment, offset, record } = found;
    if (kind === 'torn end') {
      condition.tornBytes = (sizes[segment] ?? 0) - offset;
      continue;
    }
    const where = `block file ${segment}, offset ${offset}`;
    if (kind === 'damage') {
      report({ code: 'LEDGER_RECORD_DAMAGED', detail: `${where}: checksum or length is wrong` });
    }
    const bytes = record?.subarray(recordHeaderLength);
    const block = bytes && decode(bytes);
    if (block === undefined || bytes === undefined) {
      condition.isBroken = true;
      if (kind === 'record') report({ code: 'LEDGER_BLOCK_MALFORMED', detail: `${where}: this is no block` });
    } else {
      const position = { segment, offset: offset + recordHeaderLength, length: bytes.length };
      yield { block, bytes, position };
    }
  }
}

function decode(bytes: Uint8Array): common.Block | undefined {
  try {
    const block = common.Block.deserializeBinary(bytes);
    return block.getHeader() === undefined || block.getData() === undefined ? undefined : block;
  } catch {
    return undefined;
  }
}
