import { common, ledger, peer } from '@hyperledger/fabric-protos';

/** What a block says of its transactions, and by which hashes it hangs in the chain. */
export interface BlockFacts {
  readonly number: number;
  /** Hexadecimal, as the header has them. */
  readonly previousHash: string;
  readonly dataHash: string;
  readonly transactions: readonly TransactionFacts[];
}

export interface TransactionFacts {
  readonly id: string;
  readonly isValid: boolean;
  /** Keys that it writes in the chaincode's namespace. */
  readonly keys: readonly string[];
}

export function readBlockFacts(block: common.Block, chaincode: string): BlockFacts {
  const header = block.getHeader()!;
  const codes = block.getMetadata()!.getMetadataList_asU8()[common.BlockMetadataIndex.TRANSACTIONS_FILTER]!;
  return {
    number: header.getNumber(),
    previousHash: Buffer.from(header.getPreviousHash_asU8()).toString('hex'),
    dataHash: Buffer.from(header.getDataHash_asU8()).toString('hex'),
    transactions: block
      .getData()!
      .getDataList_asU8()
      .map((bytes, index) => readTransaction(bytes, codes[index]!, chaincode)),
  };
}

function readTransaction(bytes: Uint8Array, code: number, chaincode: string): TransactionFacts {
  const payload = common.Payload.deserializeBinary(
    common.Envelope.deserializeBinary(bytes).getPayload_asU8(),
  );
  const header = common.ChannelHeader.deserializeBinary(payload.getHeader()!.getChannelHeader_asU8());
  return {
    id: header.getTxId(),
    isValid: code === peer.TxValidationCode.VALID,
    keys:
      header.getType() === common.HeaderType.ENDORSER_TRANSACTION
        ? readKeys(payload.getData_asU8(), chaincode)
        : [],
  };
}

function readKeys(transaction: Uint8Array, chaincode: string): string[] {
  const [action] = peer.Transaction.deserializeBinary(transaction).getActionsList();
  const endorsed = peer.ChaincodeActionPayload.deserializeBinary(action!.getPayload_asU8()).getAction()!;
  const response = peer.ProposalResponsePayload.deserializeBinary(endorsed.getProposalResponsePayload_asU8());
  const results = peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8()).getResults_asU8();
  return ledger.rwset.TxReadWriteSet.deserializeBinary(results)
    .getNsRwsetList()
    .filter((each) => each.getNamespace() === chaincode)
    .flatMap((each) => ledger.rwset.kvrwset.KVRWSet.deserializeBinary(each.getRwset_asU8()).getWritesList())
    .map((write) => write.getKey());
}
