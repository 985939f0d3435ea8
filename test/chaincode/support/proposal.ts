import './quiet-shim.js';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import type * as fabricProtos from '@hyperledger/fabric-protos';
import type * as timestampMessages from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { issueTestCertificate, newTestAuthority } from '../../support/evidence/certificates.js';
import type { InvokeOptions } from './simulated-peer.js';

// fabric-shim nests its own fabric-protos; messages of another copy are none to it.
const shim = createRequire(import.meta.resolve('fabric-shim'));
const { common, msp, peer } = shim('@hyperledger/fabric-protos') as typeof fabricProtos;
const { Timestamp } = shim('google-protobuf/google/protobuf/timestamp_pb.js') as typeof timestampMessages;

const authority = newTestAuthority({ name: 'ca of the clients' });
const client = issueTestCertificate(authority, { name: 'client', units: ['client'] });
let proposals = 0;

/** A proposal as a client sends it, in the shim's own messages. The nonce counts up, so that tests repeat. */
export function newProposal(args: readonly (string | Uint8Array)[], options: InvokeOptions) {
  const channel = options.channel ?? 'evidence';
  const creator = new msp.SerializedIdentity();
  creator.setMspid('Org1MSP');
  creator.setIdBytes(Buffer.from(client.pem));
  proposals += 1;
  const nonce = Buffer.from(proposals.toString(16).padStart(48, '0'), 'hex');
  const id = createHash('sha256').update(nonce).update(creator.serializeBinary()).digest('hex');

  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(creator.serializeBinary());
  signatureHeader.setNonce(nonce);
  const header = new common.Header();
  header.setChannelHeader(channelHeader(channel, id, options.time));
  header.setSignatureHeader(signatureHeader.serializeBinary());

  const input = new peer.ChaincodeInput();
  input.setArgsList(args.map((arg) => Buffer.from(arg)));
  const proposal = new peer.Proposal();
  proposal.setHeader(header.serializeBinary());
  proposal.setPayload(chaincodePayload(input));
  const signedProposal = new peer.SignedProposal();
  signedProposal.setProposalBytes(proposal.serializeBinary());
  return { input, signedProposal, id, channel };
}

function channelHeader(channel: string, id: string, time: string): Uint8Array {
  const milliseconds = Date.parse(time);
  const timestamp = new Timestamp();
  timestamp.setSeconds(Math.floor(milliseconds / 1000));
  timestamp.setNanos((milliseconds % 1000) * 1_000_000 + 987_654);
  const header = new common.ChannelHeader();
  header.setType(common.HeaderType.ENDORSER_TRANSACTION);
  header.setChannelId(channel);
  header.setTxId(id);
  header.setTimestamp(timestamp);
  return header.serializeBinary();
}

function chaincodePayload(input: InstanceType<typeof peer.ChaincodeInput>): Uint8Array {
  const spec = new peer.ChaincodeSpec();
  spec.setInput(input);
  const invocation = new peer.ChaincodeInvocationSpec();
  invocation.setChaincodeSpec(spec);
  const payload = new peer.ChaincodeProposalPayload();
  payload.setInput(invocation.serializeBinary());
  return payload.serializeBinary();
}
