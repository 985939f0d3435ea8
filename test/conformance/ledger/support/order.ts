import type { ServiceError } from '@grpc/grpc-js';
import { Client } from '@grpc/grpc-js';
import { type common, gateway, orderer } from '@hyperledger/fabric-protos';
import { openCredentials } from '../../transcript/session.js';
import type { Stage } from '../stage.js';
import { handOver } from './hand-over.js';

/** gateway.Gateway/Submit without the client library's help: hands over any envelope to all orderers. */
export async function submitRaw(
  { session, backend }: Pick<Stage, 'session' | 'backend'>,
  envelope: common.Envelope,
  transactionId: string,
): Promise<void> {
  const request = new gateway.SubmitRequest();
  request.setTransactionId(transactionId);
  request.setChannelId(backend.target.topology.channel);
  request.setPreparedTransaction(envelope);
  await new Promise<void>((resolve, reject) => {
    session.client.makeUnaryRequest(
      '/gateway.Gateway/Submit',
      (message: gateway.SubmitRequest) => Buffer.from(message.serializeBinary()),
      (bytes: Buffer) => gateway.SubmitResponse.deserializeBinary(bytes),
      request,
      (error: ServiceError | null) => (error === null ? resolve() : reject(error)),
    );
  });
}

/** Submits any envelope and returns the code with which every peer committed it. */
export async function orderRaw(
  stage: Stage,
  envelope: common.Envelope,
  transactionId: string,
): Promise<number> {
  await handOver(submitRaw(stage, envelope, transactionId));
  return (await stage.awaitEverywhere(transactionId)).code;
}

export interface BroadcastAnswer {
  readonly status: number;
  readonly info: string;
}

/** An orderer's answers to envelopes on one orderer.AtomicBroadcast/Broadcast stream; a refusal ends it. */
export async function broadcast(
  { backend }: Pick<Stage, 'backend'>,
  ...envelopes: readonly common.Envelope[]
): Promise<BroadcastAnswer[]> {
  const { orderer: endpoint } = backend;
  const client = new Client(endpoint.address, openCredentials(endpoint));
  try {
    const stream = client.makeBidiStreamRequest(
      '/orderer.AtomicBroadcast/Broadcast',
      (message: common.Envelope) => Buffer.from(message.serializeBinary()),
      (bytes: Buffer) => orderer.BroadcastResponse.deserializeBinary(bytes),
    );
    for (const envelope of envelopes) stream.write(envelope);
    const answers: BroadcastAnswer[] = [];
    for await (const answer of stream as AsyncIterable<orderer.BroadcastResponse>) {
      answers.push({ status: answer.getStatus(), info: answer.getInfo() });
      if (answers.length === envelopes.length) break;
    }
    return answers;
  } finally {
    client.close();
  }
}
