import { createHash } from 'node:crypto';
import type { ProposalOptions } from '@hyperledger/fabric-gateway';
import { common, gateway, msp, peer } from '@hyperledger/fabric-protos';
import type { Identity } from '@quancheng/network';
import type { Stage } from '../stage.js';
import { signLowS } from './low-s.js';

export interface Endorsed {
  readonly transactionId: string;
  readonly envelope: common.Envelope;
}

/** An endorsed transaction's envelope, taken from the official client before it is signed and submitted. */
export async function endorse(
  { contract }: Pick<Stage, 'contract'>,
  name: string,
  options: ProposalOptions,
): Promise<Endorsed> {
  const transaction = await contract.newProposal(name, options).endorse();
  const prepared = gateway.PreparedTransaction.deserializeBinary(transaction.getBytes());
  return { transactionId: prepared.getTransactionId(), envelope: prepared.getEnvelope()! };
}

/** An envelope whose payload is changed, and signed anew. */
export function forge(
  { envelope }: Endorsed,
  identity: Identity,
  change: (payload: common.Payload) => void = () => undefined,
): common.Envelope {
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  change(payload);
  const forged = new common.Envelope();
  forged.setPayload(payload.serializeBinary());
  forged.setSignature(signLowS(identity, forged.getPayload_asU8()));
  return forged;
}

export function changeChannelHeader(
  payload: common.Payload,
  change: (header: common.ChannelHeader) => void,
): void {
  const header = common.ChannelHeader.deserializeBinary(payload.getHeader()!.getChannelHeader_asU8());
  change(header);
  payload.getHeader()!.setChannelHeader(header.serializeBinary());
}

export function changeTransaction(
  payload: common.Payload,
  change: (transaction: peer.Transaction) => void,
): void {
  const transaction = peer.Transaction.deserializeBinary(payload.getData_asU8());
  change(transaction);
  payload.setData(transaction.serializeBinary());
}

/** Changes the action inside a payload; its endorsements stay as they are. */
export function changeAction(
  payload: common.Payload,
  change: (action: peer.ChaincodeActionPayload, endorsed: peer.ChaincodeEndorsedAction) => void,
): void {
  changeTransaction(payload, (transaction) => {
    const [only] = transaction.getActionsList();
    const action = peer.ChaincodeActionPayload.deserializeBinary(only!.getPayload_asU8());
    change(action, action.getAction()!);
    only!.setPayload(action.serializeBinary());
  });
}

/** Changes what the endorsers signed; the proposal's hash in it is made to fit what the payload's headers now say. */
export function changeResponse(
  payload: common.Payload,
  change: (response: peer.ProposalResponsePayload) => void,
): void {
  changeAction(payload, (action, endorsed) => {
    const response = peer.ProposalResponsePayload.deserializeBinary(
      endorsed.getProposalResponsePayload_asU8(),
    );
    const header = payload.getHeader()!;
    const hash = createHash('sha256')
      .update(header.getChannelHeader_asU8())
      .update(header.getSignatureHeader_asU8())
      .update(action.getChaincodeProposalPayload_asU8());
    response.setProposalHash(hash.digest());
    change(response);
    endorsed.setProposalResponsePayload(response.serializeBinary());
  });
}

export function changeResults(payload: common.Payload, change: (action: peer.ChaincodeAction) => void): void {
  changeResponse(payload, (response) => {
    const action = peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8());
    change(action);
    response.setExtension$(action.serializeBinary());
  });
}

/** Replaces the endorsements by true ones of these identities over what is there now. */
export function endorseAnew(payload: common.Payload, endorsers: Iterable<Identity>): void {
  changeAction(payload, (_action, endorsed) => {
    const response = endorsed.getProposalResponsePayload_asU8();
    endorsed.setEndorsementsList([...endorsers].map((each) => newEndorsement(each, response)));
  });
}

function newEndorsement(identity: Identity, response: Uint8Array): peer.Endorsement {
  const endorser = serialise(identity);
  const endorsement = new peer.Endorsement();
  endorsement.setEndorser(endorser);
  endorsement.setSignature(signLowS(identity, Buffer.concat([response, endorser])));
  return endorsement;
}

/** msp.SerializedIdentity */
export function serialise({ mspId, certificate }: Identity): Uint8Array {
  const identity = new msp.SerializedIdentity();
  identity.setMspid(mspId);
  identity.setIdBytes(Buffer.from(certificate));
  return identity.serializeBinary();
}
