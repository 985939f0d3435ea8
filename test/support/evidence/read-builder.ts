import { common, ledger, peer } from '@hyperledger/fabric-protos';
import { canonicalize, sha256 } from '@quancheng/protocol';
import timestampMessages from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { derSignature } from './certificates.js';
import type { TestConsortium } from './consortium.js';
import { identity, partsOf, type Level, type ReadOptions, type ReadParts } from './read-parts.js';
import type { TestLedger } from './test-ledger.js';

/**
 * The bytes of an endorsed read, encoded by Fabric's own protobuf classes: an encoder that shares nothing with the
 * verifier's decoder.
 */
export function buildRead(consortium: TestConsortium, state: TestLedger, options: ReadOptions): Uint8Array {
  const parts = partsOf(consortium, state, options);
  options.change?.(parts);
  return assemble(parts);
}

function assemble(parts: ReadParts): Uint8Array {
  const encode = encoder(parts);
  const channelHeader = encode('ChannelHeader', channelHeaderOf(parts));
  const signatureHeader = encode('SignatureHeader', signatureHeaderOf(parts));
  const proposalPayload = encode('ChaincodeProposalPayload', proposalPayloadOf(parts));
  const proposalHash = sha256(channelHeader, signatureHeader, proposalPayload);
  const actionPayload = new peer.ChaincodeActionPayload();
  actionPayload.setChaincodeProposalPayload(proposalPayload);
  actionPayload.setAction(
    endorse(parts, encode('ProposalResponsePayload', responsePayloadOf(parts, proposalHash))),
  );
  const transaction = new peer.Transaction();
  const action = transaction.addActions();
  action.setHeader(signatureHeader);
  action.setPayload(encode('ChaincodeActionPayload', actionPayload));
  parts.changeTransaction?.(transaction);
  const header = new common.Header();
  header.setChannelHeader(channelHeader);
  header.setSignatureHeader(signatureHeader);
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(encode('Transaction', transaction));
  return encode('Payload', payload);
}

interface Encodable {
  serializeBinary(): Uint8Array;
}

function encoder(parts: ReadParts): (level: Level, message: Encodable) => Uint8Array {
  return (level, message) => {
    const bytes = message.serializeBinary();
    return parts.transform?.(level, bytes) ?? bytes;
  };
}

function signatureHeaderOf(parts: ReadParts): common.SignatureHeader {
  const header = new common.SignatureHeader();
  header.setCreator(parts.creator);
  header.setNonce(parts.nonce);
  return header;
}

function channelHeaderOf(parts: ReadParts): common.ChannelHeader {
  const extension = new peer.ChaincodeHeaderExtension();
  extension.setChaincodeId(chaincodeId(parts.extensionName));
  const timestamp = new timestampMessages.Timestamp();
  timestamp.setSeconds(parts.seconds);
  timestamp.setNanos(parts.nanos);
  const header = new common.ChannelHeader();
  header.setType(parts.type);
  header.setTimestamp(timestamp);
  header.setChannelId(parts.channel);
  header.setTxId(parts.transactionId);
  header.setEpoch(parts.epoch);
  header.setExtension$(encoder(parts)('ChaincodeHeaderExtension', extension));
  parts.changeHeader?.(header);
  return header;
}

function proposalPayloadOf(parts: ReadParts): peer.ChaincodeProposalPayload {
  const input = new peer.ChaincodeInput();
  input.setArgsList(parts.args);
  const spec = new peer.ChaincodeSpec();
  spec.setType(peer.ChaincodeSpec.Type.NODE);
  spec.setChaincodeId(chaincodeId(parts.inputName));
  spec.setInput(input);
  const invocation = new peer.ChaincodeInvocationSpec();
  invocation.setChaincodeSpec(spec);
  parts.changeSpec?.(invocation);
  const payload = new peer.ChaincodeProposalPayload();
  payload.setInput(encoder(parts)('ChaincodeInvocationSpec', invocation));
  parts.changeProposalPayload?.(payload);
  return payload;
}

function responsePayloadOf(parts: ReadParts, proposalHash: Uint8Array): peer.ProposalResponsePayload {
  const encode = encoder(parts);
  const sets = new ledger.rwset.TxReadWriteSet();
  for (const { name, set } of parts.namespaces) {
    const namespace = sets.addNsRwset();
    namespace.setNamespace(name);
    namespace.setRwset(encode('KVRWSet', set));
  }
  parts.changeSets?.(sets);
  const response = new peer.Response();
  response.setStatus(parts.status);
  response.setPayload(parts.resultBytes ?? canonicalize(parts.result));
  const id = chaincodeId(parts.chaincodeName);
  id.setVersion(parts.chaincodeVersion);
  const action = new peer.ChaincodeAction();
  action.setResults(encode('TxReadWriteSet', sets));
  action.setResponse(response);
  action.setChaincodeId(id);
  parts.changeAction?.(action);
  const payload = new peer.ProposalResponsePayload();
  payload.setProposalHash(parts.proposalHash ?? proposalHash);
  payload.setExtension$(encode('ChaincodeAction', action));
  return payload;
}

function endorse(parts: ReadParts, responsePayload: Uint8Array): peer.ChaincodeEndorsedAction {
  const endorsed = new peer.ChaincodeEndorsedAction();
  endorsed.setProposalResponsePayload(responsePayload);
  parts.endorsers.forEach(({ mspId, pem, signer }, index) => {
    const endorser = parts.transform?.('SerializedIdentity', identity(mspId, pem)) ?? identity(mspId, pem);
    const signature = derSignature(signer.sign(Buffer.concat([responsePayload, endorser])));
    const endorsement = endorsed.addEndorsements();
    endorsement.setEndorser(endorser);
    endorsement.setSignature(parts.changeSignature?.(signature, index) ?? signature);
  });
  parts.changeEndorsed?.(endorsed);
  return endorsed;
}

function chaincodeId(name: string): peer.ChaincodeID {
  const id = new peer.ChaincodeID();
  id.setName(name);
  return id;
}
