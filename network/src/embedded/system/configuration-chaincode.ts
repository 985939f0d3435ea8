import { common, peer } from '@hyperledger/fabric-protos';
import type { SystemChaincode } from '../endorsement/endorser.js';
import type { Chain } from '../ledger/chain.js';
import { newSystemChaincode } from './system-function.js';

/** `cscc`: the node's channels and their configuration, as far as clients read it. */
export function newConfigurationChaincode(channel: string, chain: Chain): SystemChaincode {
  async function readConfigBlock(name: Uint8Array | undefined): Promise<common.Block> {
    const block = Buffer.from(name ?? []).toString() === channel ? await chain.read(0) : undefined;
    if (block === undefined) {
      throw new Error(`Unknown chain ID, ${Buffer.from(name ?? []).toString()}`);
    }
    return block;
  }

  return newSystemChaincode({
    GetChannels: () => {
      const info = new peer.ChannelInfo();
      info.setChannelId(channel);
      const answer = new peer.ChannelQueryResponse();
      answer.setChannelsList([info]);
      return answer.serializeBinary();
    },
    GetConfigBlock: async ([name]) => (await readConfigBlock(name)).serializeBinary(),
    GetChannelConfig: async ([name]) => readConfig(await readConfigBlock(name)).serializeBinary(),
  });
}

/** The configuration in a configuration block. */
function readConfig(block: common.Block): common.Config {
  const bytes = block.getData()?.getDataList_asU8()[0] ?? Buffer.alloc(0);
  const payload = common.Payload.deserializeBinary(
    common.Envelope.deserializeBinary(bytes).getPayload_asU8(),
  );
  const config = common.ConfigEnvelope.deserializeBinary(payload.getData_asU8()).getConfig();
  if (config === undefined) {
    throw new Error('the block has no configuration');
  }
  return config;
}
