import { common, peer } from '@hyperledger/fabric-protos';
import type { Proposal } from '../proposal/proposal.js';

/** The unsigned envelope of an endorsed transaction: the client signs its payload. */
export function prepareTransaction(
  { header, payload }: Pick<Proposal, 'header' | 'payload'>,
  responsePayload: Uint8Array,
  endorsements: peer.Endorsement[],
): common.Envelope {
  const endorsed = new peer.ChaincodeEndorsedAction();
  endorsed.setProposalResponsePayload(responsePayload);
  endorsed.setEndorsementsList(endorsements);
  const actionPayload = new peer.ChaincodeActionPayload();
  actionPayload.setChaincodeProposalPayload(payload);
  actionPayload.setAction(endorsed);
  const action = new peer.TransactionAction();
  action.setHeader(header.getSignatureHeader_asU8());
  action.setPayload(actionPayload.serializeBinary());
  const transaction = new peer.Transaction();
  transaction.setActionsList([action]);
  const message = new common.Payload();
  message.setHeader(header);
  message.setData(transaction.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(message.serializeBinary());
  return envelope;
}
