import { common, peer } from '@hyperledger/fabric-protos';
import { parseAction, parseHeader } from '../validation/transaction-parts.js';

type Code = peer.TxValidationCodeMap[keyof peer.TxValidationCodeMap];
type HeaderType = common.HeaderTypeMap[keyof common.HeaderTypeMap];

/** A block without contents: ids, codes, and the names of events. */
export function filterBlock(block: common.Block): peer.FilteredBlock {
  const filtered = new peer.FilteredBlock();
  filtered.setNumber(block.getHeader()?.getNumber() ?? 0);
  const codes = block.getMetadata()?.getMetadataList_asU8()[common.BlockMetadataIndex.TRANSACTIONS_FILTER];
  for (const [index, envelope] of (block.getData()?.getDataList_asU8() ?? []).entries()) {
    const code = (codes?.[index] ?? peer.TxValidationCode.NOT_VALIDATED) as Code;
    const result = filterTransaction(envelope, code);
    if (result !== undefined) {
      filtered.setChannelId(result.channel);
      filtered.addFilteredTransactions(result.transaction);
    }
  }
  return filtered;
}

/** Undefined for an envelope that cannot be read, which has neither id nor type to tell. */
function filterTransaction(
  bytes: Uint8Array,
  code: Code,
): { channel: string; transaction: peer.FilteredTransaction } | undefined {
  try {
    const payload = common.Payload.deserializeBinary(
      common.Envelope.deserializeBinary(bytes).getPayload_asU8(),
    );
    const { channelHeader } = parseHeader(payload);
    const transaction = new peer.FilteredTransaction();
    transaction.setTxid(channelHeader.getTxId());
    transaction.setType(channelHeader.getType() as HeaderType);
    transaction.setTxValidationCode(code);
    if (channelHeader.getType() === common.HeaderType.ENDORSER_TRANSACTION) {
      transaction.setTransactionActions(filterActions(payload.getData_asU8()));
    }
    return { channel: channelHeader.getChannelId(), transaction };
  } catch {
    return undefined;
  }
}

function filterActions(transaction: Uint8Array): peer.FilteredTransactionActions {
  const actions = new peer.FilteredTransactionActions();
  const event = peer.ChaincodeEvent.deserializeBinary(parseAction(transaction).getEvents_asU8());
  if (event.getChaincodeId() !== '') {
    event.setPayload(Buffer.alloc(0));
    const action = new peer.FilteredChaincodeAction();
    action.setChaincodeEvent(event);
    actions.addChaincodeActions(action);
  }
  return actions;
}
