import type { UntypedServiceImplementation } from '@grpc/grpc-js';
import { peer } from '@hyperledger/fabric-protos';
import type { EmbeddedChannel } from '../node/embedded-channel.js';
import type { DeliverStatus } from './deliver-request.js';
import { deliver } from './deliver-stream.js';
import { filterBlock } from './filtered-block.js';
import { addPrivateData } from './private-block.js';

/** protos.Deliver: blocks, filtered blocks, and blocks with the private data of the client's organisation. */
export function newDeliverService(channel: EmbeddedChannel): UntypedServiceImplementation {
  return {
    deliver: deliver(channel, {
      formatStatus,
      formatBlock: (block) => response((answer) => answer.setBlock(block)),
    }),
    deliverFiltered: deliver(channel, {
      formatStatus,
      formatBlock: (block) => response((answer) => answer.setFilteredBlock(filterBlock(block))),
    }),
    deliverWithPrivateData: deliver(channel, {
      formatStatus,
      formatBlock: async (block, mspId) => {
        const withData = await addPrivateData(block, mspId, channel.chain.privateStore);
        return response((answer) => answer.setBlockAndPrivateData(withData));
      },
    }),
  };
}

function formatStatus(status: DeliverStatus): peer.DeliverResponse {
  return response((answer) => answer.setStatus(status));
}

function response(fill: (answer: peer.DeliverResponse) => void): peer.DeliverResponse {
  const answer = new peer.DeliverResponse();
  fill(answer);
  return answer;
}
