import { common, peer } from '@hyperledger/fabric-protos';
import { type SystemChaincode, newResponse } from '../endorsement/endorser.js';
import { headerHash } from '../ledger/block-hash.js';
import type { Chain } from '../ledger/chain.js';
import { type SystemFunction, newSystemChaincode } from './system-function.js';

/** `qscc`: blocks and transactions by number, hash and id. The first argument of each function is the channel. */
export function newQueryChaincode(channel: string, chain: Chain): SystemChaincode {
  const run = newSystemChaincode(queryFunctions(chain));
  return async ([name, channelName, ...rest]) => {
    const refusal = checkArguments(text(name), channelName, rest);
    if (refusal !== undefined) {
      return newResponse({ status: 500, message: refusal });
    }
    if (text(channelName) !== channel) {
      return newResponse({ status: 500, message: `Invalid chain ID, ${text(channelName)}` });
    }
    return await run([name ?? Buffer.alloc(0), ...rest]);
  };
}

function queryFunctions(chain: Chain): Record<string, SystemFunction> {
  const find = async (number: number | undefined, what: string, kind: string, id: string) =>
    await readBlock(chain, number, `${what} ${id}, error no such ${kind} [${id}] in index`);
  return {
    GetChainInfo: async () => (await readChainInfo(chain)).serializeBinary(),
    GetBlockByNumber: ([number]) => find(Number(text(number)), 'block number', 'block number', text(number)),
    GetBlockByHash: ([hash = Buffer.alloc(0)]) =>
      find(chain.store.blockNumber(hash), 'block hash', 'block hash', Buffer.from(hash).toString('hex')),
    GetBlockByTxID: ([id]) =>
      find(
        chain.store.transactionPlace(text(id))?.version.block,
        'block for txID',
        'transaction ID',
        text(id),
      ),
    GetTransactionByID: ([id]) => readTransaction(chain, text(id)),
  };
}

function checkArguments(
  name: string,
  channel: Uint8Array | undefined,
  rest: readonly Uint8Array[],
): string | undefined {
  if (channel === undefined) {
    return `Incorrect number of arguments, ${name === '' ? 0 : 1}`;
  }
  return name !== 'GetChainInfo' && rest.length === 0 ? `missing 3rd argument for ${name}` : undefined;
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

async function readBlock(chain: Chain, number: number | undefined, wanted: string): Promise<Uint8Array> {
  const isNumber = number !== undefined && Number.isSafeInteger(number) && number >= 0;
  const bytes = isNumber ? await chain.readBytes(number) : undefined;
  if (bytes === undefined) {
    throw new Error(`Failed to get ${wanted}`);
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
