import { common, peer } from '@hyperledger/fabric-protos';
import { type SystemChaincode, newResponse } from '../endorsement/endorser.js';
import { headerHash } from '../ledger/block-hash.js';
import type { Chain } from '../ledger/chain.js';
import { type SystemFunction, newSystemChaincode } from './system-function.js';

/** `qscc`: blocks and transactions by number, hash and id. The first argument of each function is the channel. */
export function newQueryChaincode(channel: string, chain: Chain): SystemChaincode {
  const functions: Record<string, SystemFunction> = {
    GetChainInfo: async () => (await readChainInfo(chain)).serializeBinary(),
    GetBlockByNumber: async ([number]) => await readBlock(chain, Number(text(number))),
    GetBlockByHash: async ([hash]) =>
      await readBlock(chain, chain.store.blockNumber(hash ?? Buffer.alloc(0))),
    GetBlockByTxID: async ([id]) =>
      await readBlock(chain, chain.store.transactionPlace(text(id))?.version.block),
    GetTransactionByID: async ([id]) => await readTransaction(chain, text(id)),
  };
  const run = newSystemChaincode(functions);
  return async ([name, channelName, ...rest]) => {
    if (name === undefined || channelName === undefined) {
      return newResponse({ status: 500, message: 'Incorrect number of arguments' });
    }
    if (text(channelName) !== channel) {
      return newResponse({ status: 500, message: `Invalid chain ID, ${text(channelName)}` });
    }
    return await run([name, ...rest]);
  };
}

async function readChainInfo(chain: Chain): Promise<common.BlockchainInfo> {
  const last = (await chain.read(chain.height - 1))?.getHeader();
  const info = new common.BlockchainInfo();
  info.setHeight(chain.height);
  if (last !== undefined) {
    info.setCurrentblockhash(headerHash(last));
    info.setPreviousblockhash(last.getPreviousHash_asU8());
  }
  return info;
}

async function readBlock(chain: Chain, number: number | undefined): Promise<Uint8Array> {
  const bytes = number === undefined ? undefined : await chain.readBytes(number);
  if (bytes === undefined) {
    throw new Error('no such block in the index');
  }
  return bytes;
}

async function readTransaction(chain: Chain, id: string): Promise<Uint8Array> {
  const place = chain.store.transactionPlace(id);
  const block = place && (await chain.read(place.version.block));
  const bytes = place && block?.getData()?.getDataList_asU8()[place.version.transaction];
  if (place === undefined || bytes === undefined) {
    throw new Error(`Failed to get transaction with id ${id}, error no such transaction ID [${id}] in index`);
  }
  const transaction = new peer.ProcessedTransaction();
  transaction.setTransactionenvelope(common.Envelope.deserializeBinary(bytes));
  transaction.setValidationcode(place.validationCode);
  return transaction.serializeBinary();
}

function text(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString();
}
