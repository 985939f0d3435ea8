import { common } from '@hyperledger/fabric-protos';
import { QuanchengError } from '@quancheng/protocol';
import type { HistoryReader } from '../chaincode/history-reader.js';
import { parseAction, parseHeader, parseReadWriteSet } from '../validation/transaction-parts.js';
import type { Chain } from './chain.js';

/** Reads what a transaction wrote to a key from its block. */
export function newHistoryReader(chain: Chain, namespace: string): HistoryReader {
  return async (key, { block: number, transaction }) => {
    const block = await chain.read(number);
    const bytes = block?.getData()?.getDataList_asU8()[transaction];
    if (bytes === undefined) {
      throw new QuanchengError(
        'EMBEDDED_LEDGER_DAMAGED',
        `transaction ${transaction} of block ${number} is missing`,
      );
    }
    const payload = common.Payload.deserializeBinary(
      common.Envelope.deserializeBinary(bytes).getPayload_asU8(),
    );
    const { channelHeader } = parseHeader(payload);
    const sets = parseReadWriteSet(parseAction(payload.getData_asU8()).getResults_asU8());
    const set = sets.find((each) => each.namespace === namespace)?.set;
    const write = set?.getWritesList().find((each) => each.getKey() === key);
    const time = channelHeader.getTimestamp();
    return {
      txId: channelHeader.getTxId(),
      value: Buffer.from(write?.getValue_asU8() ?? []),
      isDelete: write?.getIsDelete() ?? true,
      timestamp: { seconds: time?.getSeconds() ?? 0, nanos: time?.getNanos() ?? 0 },
    };
  };
}
