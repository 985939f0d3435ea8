import { status } from '@grpc/grpc-js';
import { gateway, type peer } from '@hyperledger/fabric-protos';
import type { EmbeddedChannel } from '../node/embedded-channel.js';
import { readSignedRequest } from './signed-request.js';
import { newStatusError } from './status-error.js';

/** gateway.Gateway/CommitStatus: answers when the transaction is in a block that is on disk. */
export async function commitStatus(
  signed: gateway.SignedCommitStatusRequest,
  channel: EmbeddedChannel,
  cancelled: AbortSignal,
): Promise<gateway.CommitStatusResponse> {
  const request = readSignedRequest(
    signed,
    (bytes) => gateway.CommitStatusRequest.deserializeBinary(bytes),
    channel,
  );
  if (request.getTransactionId() === '') {
    throw newStatusError(status.INVALID_ARGUMENT, 'transaction ID should not be empty');
  }
  const signal = AbortSignal.any([cancelled, channel.closing]);
  const place = await channel.commits.wait(request.getTransactionId(), signal).catch(() => {
    throw newStatusError(status.UNAVAILABLE, 'the node closed before the transaction was committed');
  });
  const response = new gateway.CommitStatusResponse();
  response.setResult(place.validationCode as peer.TxValidationCodeMap[keyof peer.TxValidationCodeMap]);
  response.setBlockNumber(place.version.block);
  return response;
}
