import {
  bytes,
  embedded,
  messageType,
  repeatedBytes,
  repeatedMessage,
  text,
  varint,
} from '../protobuf/message-type.js';

/*
 * The messages of an endorsed transaction (hyperledger/fabric-protos: common, msp, peer, ledger/rwset), reduced
 * to the fields that occur in an endorsed read. What Fabric knows but a read must not have (writes, events,
 * private data, range queries, transient data, decorations, initialisation) is left out, hence refused.
 */

const timestamp = messageType('Timestamp', { seconds: varint(1), nanos: varint(2) });

export const payload = messageType('Payload', {
  header: embedded(1, messageType('Header', { channelHeader: bytes(1), signatureHeader: bytes(2) })),
  data: bytes(2),
});

export const channelHeader = messageType('ChannelHeader', {
  type: varint(1),
  timestamp: embedded(3, timestamp),
  channelId: text(4),
  transactionId: text(5),
  epoch: varint(6),
  extension: bytes(7),
  tlsCertificateHash: bytes(8),
});

export const signatureHeader = messageType('SignatureHeader', { creator: bytes(1), nonce: bytes(2) });

/** As a client names a chaincode: without path and version, which only endorsers know. */
const chaincodeName = messageType('ChaincodeID', { name: text(2) });
const chaincodeId = messageType('ChaincodeID', { name: text(2), version: text(3) });

export const chaincodeHeaderExtension = messageType('ChaincodeHeaderExtension', {
  chaincodeId: embedded(2, chaincodeName),
});

export const transaction = messageType('Transaction', {
  actions: repeatedMessage(1, messageType('TransactionAction', { header: bytes(1), payload: bytes(2) })),
});

const endorsement = messageType('Endorsement', { endorser: bytes(1), signature: bytes(2) });

export const chaincodeActionPayload = messageType('ChaincodeActionPayload', {
  proposalPayload: bytes(1),
  action: embedded(
    2,
    messageType('ChaincodeEndorsedAction', {
      responsePayload: bytes(1),
      endorsements: repeatedMessage(2, endorsement),
    }),
  ),
});

export const chaincodeProposalPayload = messageType('ChaincodeProposalPayload', { input: bytes(1) });

export const chaincodeInvocationSpec = messageType('ChaincodeInvocationSpec', {
  spec: embedded(
    1,
    messageType('ChaincodeSpec', {
      type: varint(1),
      chaincodeId: embedded(2, chaincodeName),
      input: embedded(3, messageType('ChaincodeInput', { arguments: repeatedBytes(1) })),
    }),
  ),
});

export const proposalResponsePayload = messageType('ProposalResponsePayload', {
  proposalHash: bytes(1),
  extension: bytes(2),
});

export const chaincodeAction = messageType('ChaincodeAction', {
  results: bytes(1),
  response: embedded(3, messageType('Response', { status: varint(1), message: text(2), payload: bytes(3) })),
  chaincodeId: embedded(4, chaincodeId),
});

/** The data model (field 1) is 0, KV, hence never written. */
export const readWriteSet = messageType('TxReadWriteSet', {
  namespaces: repeatedMessage(2, messageType('NsReadWriteSet', { namespace: text(1), set: bytes(2) })),
});

const version = messageType('Version', { block: varint(1), transaction: varint(2) });

export const keyValueSet = messageType('KVRWSet', {
  reads: repeatedMessage(1, messageType('KVRead', { key: text(1), version: embedded(2, version) })),
});

export const serializedIdentity = messageType('SerializedIdentity', {
  mspId: text(1),
  certificate: bytes(2),
});
