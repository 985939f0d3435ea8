import type { Network } from '@hyperledger/fabric-gateway';
import type { peer } from '@hyperledger/fabric-protos';

/** Filtered blocks from the first number to the last. */
export async function readFiltered(
  network: Network,
  first: bigint,
  last: bigint,
): Promise<peer.FilteredBlock[]> {
  const blocks: peer.FilteredBlock[] = [];
  const events = await network.getFilteredBlockEvents({ startBlock: first });
  try {
    for await (const block of events) {
      blocks.push(block);
      if (BigInt(block.getNumber()) >= last) break;
    }
  } finally {
    events.close();
  }
  return blocks;
}

/** The codes with which a transaction id is found in these blocks, in their order. */
export function codesOf(blocks: readonly peer.FilteredBlock[], transactionId: string): number[] {
  return blocks
    .flatMap((block) => block.getFilteredTransactionsList())
    .filter((transaction) => transaction.getTxid() === transactionId)
    .map((transaction) => transaction.getTxValidationCode());
}
