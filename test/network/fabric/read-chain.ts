import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { common } from '@hyperledger/fabric-protos';
import type { FabricNetwork } from '@quancheng/network';
import { openSession } from '../../conformance/transcript/session.js';

/**
 * For each block that the peer of an organisation holds, a digest of its header and transactions. Waits until there are
 * at least so many.
 */
export async function readChain(network: FabricNetwork, mspId: string, atLeast = 1): Promise<string[]> {
  const session = openSession(network, [], { gatewayOf: mspId });
  const { channel } = network.topology;
  const qscc = session.network.getContract('qscc');
  try {
    for (let attempt = 0; ; attempt++) {
      const info = common.BlockchainInfo.deserializeBinary(
        await qscc.evaluateTransaction('GetChainInfo', channel),
      );
      const height = info.getHeight();
      if (height >= atLeast || attempt > 300) {
        const numbers = Array.from({ length: Math.max(height, 0) }, (_, number) => String(number));
        return await Promise.all(
          numbers.map(async (number) =>
            digest(await qscc.evaluateTransaction('GetBlockByNumber', channel, number)),
          ),
        );
      }
      await delay(100);
    }
  } finally {
    session.close();
  }
}

/** The metadata is left out: which orderers’ signatures a peer was sent with a block differs. */
function digest(bytes: Uint8Array): string {
  const block = common.Block.deserializeBinary(bytes);
  return createHash('sha256')
    .update(block.getHeader()!.serializeBinary())
    .update(block.getData()!.serializeBinary())
    .digest('hex');
}
