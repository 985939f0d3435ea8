import { status } from '@grpc/grpc-js';
import { common, gateway } from '@hyperledger/fabric-protos';
import type { EmbeddedChannel } from '../node/embedded-channel.js';
import { newStatusError } from './status-error.js';

const insufficient =
  'insufficient number of orderers could successfully process transaction to satisfy quorum requirement';

/** gateway.Gateway/Submit: hands the signed transaction to the orderers. It is committed later, or not. */
export async function submit(
  request: gateway.SubmitRequest,
  channel: EmbeddedChannel,
): Promise<gateway.SubmitResponse> {
  const envelope = request.getPreparedTransaction();
  if (envelope === undefined) {
    throw newStatusError(status.INVALID_ARGUMENT, 'a prepared transaction is required');
  }
  if (envelope.getSignature_asU8().length === 0) {
    throw newStatusError(status.INVALID_ARGUMENT, 'prepared transaction must be signed');
  }
  if (request.getChannelId() !== channel.name) {
    const reason = `channel [${request.getChannelId()}] not found`;
    throw newStatusError(status.FAILED_PRECONDITION, reason);
  }
  const answer = await channel.admission.submit(envelope);
  if (answer.status !== common.Status.SUCCESS) {
    const message = `received unsuccessful response from orderer: status=${statusName(answer.status)}, info=${answer.info}`;
    const details = channel.orderers.map((orderer) => ({ ...orderer, message }));
    throw newStatusError(status.UNAVAILABLE, insufficient, details);
  }
  return new gateway.SubmitResponse();
}

function statusName(code: number): string {
  return Object.entries(common.Status).find(([, value]) => value === code)?.[0] ?? String(code);
}
