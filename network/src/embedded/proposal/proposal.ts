import { common, peer } from '@hyperledger/fabric-protos';
import { sha256 } from '../cryptography/digest.js';

/** A signed proposal taken apart. Whatever is hashed or signed stays in the bytes in which it came. */
export interface Proposal {
  readonly signed: peer.SignedProposal;
  readonly header: common.Header;
  readonly channelHeader: common.ChannelHeader;
  readonly signatureHeader: common.SignatureHeader;
  readonly channel: string;
  readonly transactionId: string;
  readonly chaincode: string;
  readonly input: peer.ChaincodeInput;
  readonly hasTransientData: boolean;
  /** The chaincode proposal payload without its transient map. */
  readonly payload: Uint8Array;
  /** SHA-256(channel header ‖ signature header ‖ payload without transient map). */
  readonly hash: Buffer;
}

/** @throws Error if a part is missing or not what its place demands. */
export function parseProposal(signed: peer.SignedProposal): Proposal {
  const proposal = peer.Proposal.deserializeBinary(signed.getProposalBytes_asU8());
  const header = common.Header.deserializeBinary(proposal.getHeader_asU8());
  const channelHeader = common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8());
  const extension = peer.ChaincodeHeaderExtension.deserializeBinary(channelHeader.getExtension_asU8());
  const chaincode = extension.getChaincodeId()?.getName() ?? '';
  if (chaincode === '') {
    throw new Error('ChaincodeHeaderExtension.ChaincodeId.Name is empty');
  }
  const withTransient = peer.ChaincodeProposalPayload.deserializeBinary(proposal.getPayload_asU8());
  const payload = withoutTransient(withTransient);
  return {
    signed,
    header,
    channelHeader,
    signatureHeader: common.SignatureHeader.deserializeBinary(header.getSignatureHeader_asU8()),
    channel: channelHeader.getChannelId(),
    transactionId: channelHeader.getTxId(),
    chaincode,
    input: parseInput(withTransient.getInput_asU8()),
    hasTransientData: withTransient.getTransientmapMap().getLength() > 0,
    payload,
    hash: sha256(header.getChannelHeader_asU8(), header.getSignatureHeader_asU8(), payload),
  };
}

function parseInput(invocation: Uint8Array): peer.ChaincodeInput {
  const specification = peer.ChaincodeInvocationSpec.deserializeBinary(invocation).getChaincodeSpec();
  if (specification === undefined) {
    throw new Error('chaincode invocation spec did not contain chaincode spec');
  }
  const input = specification.getInput();
  if (input === undefined) {
    throw new Error('chaincode input did not contain any input');
  }
  return input;
}

/** The outer message only is built anew, as Fabric does; the input inside stays as it came. */
function withoutTransient(payload: peer.ChaincodeProposalPayload): Uint8Array {
  const bare = new peer.ChaincodeProposalPayload();
  bare.setInput(payload.getInput_asU8());
  return bare.serializeBinary();
}
