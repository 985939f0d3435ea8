import { common, type ledger, type peer } from '@hyperledger/fabric-protos';
import { openSession } from '../transcript/session.js';
import type { ConformanceTarget } from '../transcript/target.js';

/** A block as protos.Deliver/DeliverWithPrivateData hands it out. */
export interface DeliveredBlock {
  readonly number: number;
  /** common.Block in base64. */
  readonly block: string;
  /** By transaction index: `rwset.TxPvtReadWriteSet` in base64. */
  readonly privateData: Readonly<Record<string, string>>;
}

/** All blocks up to `last` with the private data that this organisation's client may see. */
export async function deliverBlocks(
  target: ConformanceTarget,
  mspId: string,
  last: number,
): Promise<DeliveredBlock[]> {
  const session = openSession(target, [], { gatewayOf: mspId });
  const events = await session.network.getBlockAndPrivateDataEvents({ startBlock: 0n });
  const blocks: DeliveredBlock[] = [];
  try {
    for await (const event of events) {
      blocks.push(describe(event));
      if (blocks.length > last) break;
    }
    return blocks;
  } finally {
    events.close();
    session.close();
  }
}

function describe(event: peer.BlockAndPrivateData): DeliveredBlock {
  const block = event.getBlock() ?? new common.Block();
  const privateData: Record<string, string> = {};
  event.getPrivateDataMapMap().forEach((set: ledger.rwset.TxPvtReadWriteSet, transaction: number) => {
    privateData[String(transaction)] = Buffer.from(set.serializeBinary()).toString('base64');
  });
  return {
    number: block.getHeader()?.getNumber() ?? 0,
    block: Buffer.from(block.serializeBinary()).toString('base64'),
    privateData,
  };
}
