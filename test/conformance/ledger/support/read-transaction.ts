import { common, gateway, msp, peer } from '@hyperledger/fabric-protos';

/** What an endorsed transaction holds, from the official client's bytes. */
export interface EndorsedAction {
  /** MSP ids in the order of the endorsements. */
  readonly endorsers: readonly string[];
  /** peer.ProposalResponsePayload, which the endorsers signed. */
  readonly responsePayload: Uint8Array;
  /** The read-write set's bytes. */
  readonly results: Uint8Array;
  readonly event: peer.ChaincodeEvent | undefined;
}

/** @param prepared gateway.PreparedTransaction */
export function readAction(prepared: Uint8Array): EndorsedAction {
  const { PreparedTransaction } = gateway;
  return readEnvelope(PreparedTransaction.deserializeBinary(prepared).getEnvelope()!);
}

function readEnvelope(envelope: common.Envelope): EndorsedAction {
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  const [only] = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList();
  const endorsed = peer.ChaincodeActionPayload.deserializeBinary(only!.getPayload_asU8()).getAction()!;
  const responsePayload = endorsed.getProposalResponsePayload_asU8();
  const action = readChaincodeAction(responsePayload);
  const events = action.getEvents_asU8();
  return {
    endorsers: endorsed
      .getEndorsementsList()
      .map((each) => msp.SerializedIdentity.deserializeBinary(each.getEndorser_asU8()).getMspid()),
    responsePayload,
    results: action.getResults_asU8(),
    event: events.length === 0 ? undefined : peer.ChaincodeEvent.deserializeBinary(events),
  };
}

/** @param payload peer.ProposalResponsePayload */
export function readChaincodeAction(payload: Uint8Array): peer.ChaincodeAction {
  const response = peer.ProposalResponsePayload.deserializeBinary(payload);
  return peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8());
}
