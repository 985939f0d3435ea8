import { sign } from 'node:crypto';
import { common, gateway, msp, peer } from '@hyperledger/fabric-protos';
import type { Identity } from '@quancheng/network';
import { type Connection, channelName, privateKeyOf } from './open-node.js';

const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** Signs as a client does; node yields a high s every second time, so it tries again until s is low. */
export function signLowS(identity: Identity, message: Uint8Array): Buffer {
  for (;;) {
    const raw = sign('sha256', message, { key: privateKeyOf(identity), dsaEncoding: 'ieee-p1363' });
    if (BigInt(`0x${raw.subarray(32).toString('hex')}`) <= order >> 1n) {
      return formatDer(raw);
    }
  }
}

/** The same signature with the other of the two valid values of s. */
export function signHighS(identity: Identity, message: Uint8Array): Buffer {
  for (;;) {
    const raw = sign('sha256', message, { key: privateKeyOf(identity), dsaEncoding: 'ieee-p1363' });
    if (BigInt(`0x${raw.subarray(32).toString('hex')}`) > order >> 1n) {
      return formatDer(raw);
    }
  }
}

function formatDer(raw: Buffer): Buffer {
  const integer = (bytes: Buffer): Buffer => {
    const value = BigInt(`0x${bytes.toString('hex')}`).toString(16);
    const even = Buffer.from(value.length % 2 === 0 ? value : `0${value}`, 'hex');
    const content = (even[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), even]) : even;
    return Buffer.concat([Buffer.from([2, content.length]), content]);
  };
  const body = Buffer.concat([integer(raw.subarray(0, 32)), integer(raw.subarray(32))]);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
}

export interface Endorsed {
  readonly transactionId: string;
  readonly envelope: common.Envelope;
}

/** An endorsed transaction's envelope, taken from the official client before it is submitted. */
export async function endorse(
  { gateway: client }: Connection,
  chaincode: string,
  functionName: string,
  args: string[],
): Promise<Endorsed> {
  const contract = client.getNetwork(channelName).getContract(chaincode);
  const transaction = await contract.newProposal(functionName, { arguments: args }).endorse();
  const prepared = gateway.PreparedTransaction.deserializeBinary(transaction.getBytes());
  return { transactionId: prepared.getTransactionId(), envelope: prepared.getEnvelope()! };
}

/** Changes an envelope's payload and signs it anew. */
export function forge(
  { envelope }: Endorsed,
  identity: Identity,
  change: (payload: common.Payload) => void,
): common.Envelope {
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  change(payload);
  const forged = new common.Envelope();
  forged.setPayload(payload.serializeBinary());
  forged.setSignature(signLowS(identity, forged.getPayload_asU8()));
  return forged;
}

/** Changes the action inside a payload, layer by layer, leaving the endorsements as they are. */
export function changeAction(
  payload: common.Payload,
  change: (action: peer.ChaincodeActionPayload) => void,
): void {
  const transaction = peer.Transaction.deserializeBinary(payload.getData_asU8());
  const [only] = transaction.getActionsList();
  const action = peer.ChaincodeActionPayload.deserializeBinary(only!.getPayload_asU8());
  change(action);
  only!.setPayload(action.serializeBinary());
  payload.setData(transaction.serializeBinary());
}

export function changeChannelHeader(
  payload: common.Payload,
  change: (header: common.ChannelHeader) => void,
): void {
  const header = common.ChannelHeader.deserializeBinary(payload.getHeader()!.getChannelHeader_asU8());
  change(header);
  payload.getHeader()!.setChannelHeader(header.serializeBinary());
}

/** gateway.Gateway/Submit without the client library's help. */
export async function submitRaw(
  { client }: Connection,
  envelope: common.Envelope,
  transactionId: string,
): Promise<void> {
  const request = new gateway.SubmitRequest();
  request.setTransactionId(transactionId);
  request.setChannelId(channelName);
  request.setPreparedTransaction(envelope);
  await new Promise<void>((resolve, reject) => {
    client.makeUnaryRequest(
      '/gateway.Gateway/Submit',
      (message: gateway.SubmitRequest) => Buffer.from(message.serializeBinary()),
      (bytes: Buffer) => gateway.SubmitResponse.deserializeBinary(bytes),
      request,
      (error) => (error === null ? resolve() : reject(error)),
    );
  });
}

/** Commit status by transaction id, asked for and signed by hand. */
export async function readStatus(
  { client }: Connection,
  identity: Identity,
  transactionId: string,
): Promise<{ code: number; block: number }> {
  const request = new gateway.CommitStatusRequest();
  request.setTransactionId(transactionId);
  request.setChannelId(channelName);
  request.setIdentity(serialise(identity));
  const signed = new gateway.SignedCommitStatusRequest();
  signed.setRequest(request.serializeBinary());
  signed.setSignature(signLowS(identity, signed.getRequest_asU8()));
  const response = await new Promise<gateway.CommitStatusResponse>((resolve, reject) => {
    client.makeUnaryRequest(
      '/gateway.Gateway/CommitStatus',
      (message: gateway.SignedCommitStatusRequest) => Buffer.from(message.serializeBinary()),
      (bytes: Buffer) => gateway.CommitStatusResponse.deserializeBinary(bytes),
      signed,
      (error, value) => (error === null ? resolve(value!) : reject(error)),
    );
  });
  return { code: response.getResult(), block: response.getBlockNumber() };
}

/** msp.SerializedIdentity */
export function serialise({ mspId, certificate }: Identity): Uint8Array {
  const identity = new msp.SerializedIdentity();
  identity.setMspid(mspId);
  identity.setIdBytes(Buffer.from(certificate));
  return identity.serializeBinary();
}
