import { common, gateway as gatewayMessages, ledger, peer } from '@hyperledger/fabric-protos';

const { KVRWSet } = ledger.rwset.kvrwset;

type Reads = ledger.rwset.kvrwset.KVRead[];

/** Versions differ from network to network: that there is one is what matters. */
function describeReads(reads: Reads): string[] {
  return reads.map((read) => `${read.getKey()} ${read.hasVersion() ? 'present' : 'absent'}`);
}

function describeRange(range: ledger.rwset.kvrwset.RangeQueryInfo): object {
  const hashes = range.getReadsMerkleHashes();
  return {
    start: range.getStartKey(),
    end: range.getEndKey(),
    isExhausted: range.getItrExhausted(),
    reads: describeReads(range.getRawReads()?.getKvReadsList() ?? []),
    ...(hashes === undefined
      ? {}
      : {
          maximumDegree: hashes.getMaxDegree(),
          maximumLevel: hashes.getMaxLevel(),
          hashes: hashes.getMaxLevelHashesList().length,
        }),
  };
}

function describeNamespace(set: ledger.rwset.NsReadWriteSet): object {
  const keys = KVRWSet.deserializeBinary(set.getRwset_asU8());
  return {
    namespace: set.getNamespace(),
    reads: describeReads(keys.getReadsList()),
    ranges: keys.getRangeQueriesInfoList().map(describeRange),
    writes: keys.getWritesList().map((write) => ({
      key: write.getKey(),
      isDelete: write.getIsDelete(),
      value: Buffer.from(write.getValue_asU8()).toString(),
    })),
    collections: set.getCollectionHashedRwsetList().length,
  };
}

/** What an endorsed transaction would read and write, its event and its chaincode, from the client's bytes. */
export function describeSimulation(preparedTransaction: Uint8Array): object {
  const prepared = gatewayMessages.PreparedTransaction.deserializeBinary(preparedTransaction);
  const payload = common.Payload.deserializeBinary(prepared.getEnvelope()!.getPayload_asU8());
  const [transactionAction] = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList();
  const endorsed = peer.ChaincodeActionPayload.deserializeBinary(
    transactionAction!.getPayload_asU8(),
  ).getAction()!;
  const response = peer.ProposalResponsePayload.deserializeBinary(endorsed.getProposalResponsePayload_asU8());
  const action = peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8());
  const event = peer.ChaincodeEvent.deserializeBinary(action.getEvents_asU8());
  const results = ledger.rwset.TxReadWriteSet.deserializeBinary(action.getResults_asU8());
  return {
    status: action.getResponse()?.getStatus(),
    chaincode: `${action.getChaincodeId()?.getName() ?? ''} ${action.getChaincodeId()?.getVersion() ?? ''}`,
    event: action.getEvents_asU8().length === 0 ? null : event.getEventName(),
    namespaces: results.getNsRwsetList().map(describeNamespace),
  };
}
