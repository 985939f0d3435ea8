import { createHash, randomBytes } from 'node:crypto';
import { common, msp, type orderer, peer } from '@hyperledger/fabric-protos';
import timestampMessages from 'google-protobuf/google/protobuf/timestamp_pb.js';
import type { Session } from './session.js';

type HeaderType = common.HeaderTypeMap[keyof common.HeaderTypeMap];

function creator({ identity }: Session): Uint8Array {
  const message = new msp.SerializedIdentity();
  message.setMspid(identity.mspId);
  message.setIdBytes(Buffer.from(identity.certificate));
  return message.serializeBinary();
}

function newHeader(
  session: Session,
  type: HeaderType,
  channelId: string,
  extension: Uint8Array,
): common.Header {
  const nonce = randomBytes(24);
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(creator(session));
  signatureHeader.setNonce(nonce);
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(type);
  channelHeader.setChannelId(channelId);
  channelHeader.setExtension$(extension);
  channelHeader.setTxId(createHash('sha256').update(nonce).update(creator(session)).digest('hex'));
  channelHeader.setTlsCertHash(session.tlsClientCertificateHash ?? '');
  channelHeader.setTimestamp(timestampMessages.Timestamp.fromDate(new Date()));
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  return header;
}

/** The digest is signed, not the message: that is how the official client's signers work. */
async function sign(session: Session, message: Uint8Array): Promise<Uint8Array> {
  return await session.sign(createHash('sha256').update(message).digest());
}

export interface Invocation {
  readonly channel: string;
  readonly chaincode: string;
  readonly words: readonly string[];
}

/** A proposal for the Endorser service, as the `peer` command makes it. */
export async function signedProposal(session: Session, invocation: Invocation): Promise<peer.SignedProposal> {
  const chaincodeId = new peer.ChaincodeID();
  chaincodeId.setName(invocation.chaincode);
  const input = new peer.ChaincodeInput();
  input.setArgsList(invocation.words.map((word) => Buffer.from(word)));
  const specification = new peer.ChaincodeSpec();
  specification.setType(peer.ChaincodeSpec.Type.NODE);
  specification.setChaincodeId(chaincodeId);
  specification.setInput(input);
  const invocationSpecification = new peer.ChaincodeInvocationSpec();
  invocationSpecification.setChaincodeSpec(specification);
  const payload = new peer.ChaincodeProposalPayload();
  payload.setInput(invocationSpecification.serializeBinary());
  const extension = new peer.ChaincodeHeaderExtension();
  extension.setChaincodeId(chaincodeId);
  const type = common.HeaderType.ENDORSER_TRANSACTION;
  const proposal = new peer.Proposal();
  proposal.setHeader(
    newHeader(session, type, invocation.channel, extension.serializeBinary()).serializeBinary(),
  );
  proposal.setPayload(payload.serializeBinary());
  const signed = new peer.SignedProposal();
  signed.setProposalBytes(proposal.serializeBinary());
  signed.setSignature(await sign(session, signed.getProposalBytes_asU8()));
  return signed;
}

/** A request for blocks, for the Deliver service. */
export async function signedSeek(
  session: Session,
  channel: string,
  seek: orderer.SeekInfo,
): Promise<common.Envelope> {
  const payload = new common.Payload();
  payload.setHeader(newHeader(session, common.HeaderType.DELIVER_SEEK_INFO, channel, new Uint8Array()));
  payload.setData(seek.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  envelope.setSignature(await sign(session, envelope.getPayload_asU8()));
  return envelope;
}
