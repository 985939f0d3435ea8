import { common, ledger, msp, peer } from '@hyperledger/fabric-protos';
import type { EmbeddedNode } from '@quancheng/network';

interface ReadWriteSet {
  readonly namespace: string;
  readonly endorsers: string[];
  readonly reads: { key: string; version?: { block: number; transaction: number } }[];
  readonly writes: { key: string; value: string; isDelete: boolean }[];
  readonly ranges: { start: string; end: string; isExhausted: boolean }[];
}

/** The namespaces' sets of the first transaction in a block, decoded. */
export async function readReadWriteSets(node: EmbeddedNode, number: number): Promise<ReadWriteSet[]> {
  const block = common.Block.deserializeBinary((await node.readBlock(number))!);
  const envelope = common.Envelope.deserializeBinary(block.getData()!.getDataList_asU8()[0]!);
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  const [only] = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList();
  const endorsed = peer.ChaincodeActionPayload.deserializeBinary(only!.getPayload_asU8()).getAction()!;
  const response = peer.ProposalResponsePayload.deserializeBinary(endorsed.getProposalResponsePayload_asU8());
  const action = peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8());
  const endorsers = endorsed
    .getEndorsementsList()
    .map((each) => msp.SerializedIdentity.deserializeBinary(each.getEndorser_asU8()).getMspid());
  const sets = ledger.rwset.TxReadWriteSet.deserializeBinary(action.getResults_asU8());
  return sets.getNsRwsetList().map((each) => {
    const set = ledger.rwset.kvrwset.KVRWSet.deserializeBinary(each.getRwset_asU8());
    return { namespace: each.getNamespace(), endorsers, ...readSet(set) };
  });
}

function readSet(set: ledger.rwset.kvrwset.KVRWSet): Omit<ReadWriteSet, 'namespace' | 'endorsers'> {
  return {
    reads: set.getReadsList().map((read) => {
      const version = read.getVersion();
      const found = version && { block: version.getBlockNum(), transaction: version.getTxNum() };
      return { key: read.getKey(), ...(found && { version: found }) };
    }),
    writes: set.getWritesList().map((write) => ({
      key: write.getKey(),
      value: Buffer.from(write.getValue_asU8()).toString(),
      isDelete: write.getIsDelete(),
    })),
    ranges: set.getRangeQueriesInfoList().map((range) => ({
      start: range.getStartKey(),
      end: range.getEndKey(),
      isExhausted: range.getItrExhausted(),
    })),
  };
}
