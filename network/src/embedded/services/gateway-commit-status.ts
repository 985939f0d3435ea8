import { status } from '@grpc/grpc-js';
import { gateway, type peer } from '@hyperledger/fabric-protos';
import type { EmbeddedChannel } from '../node/embedded-channel.js';
import type { CancellableCall } from './call-adapters.js';
import { errorMessage } from './gateway-evaluate.js';
import { readSignedRequest } from './signed-request.js';
import { newStatusError } from './status-error.js';

/** gateway.Gateway/CommitStatus: answers when the transaction is in a block that is on disk. */
export async function commitStatus(
  signed: gateway.SignedCommitStatusRequest,
  channel: EmbeddedChannel,
  call: CancellableCall,
): Promise<gateway.CommitStatusResponse> {
  const request = await readSignedRequest(
    signed,
    (bytes) => gateway.CommitStatusRequest.deserializeBinary(bytes),
    channel,
  );
  if (request.getTransactionId() === '') {
    throw newStatusError(status.INVALID_ARGUMENT, 'transaction ID should not be empty');
  }
  const place = await channel.commits.wait(request.getTransactionId(), call).catch((error: unknown) => {
    throw newStatusError(status.UNAVAILABLE, errorMessage(error));
  });
  const response = new gateway.CommitStatusResponse();
  response.setResult(place.validationCode as peer.TxValidationCodeMap[keyof peer.TxValidationCodeMap]);
  response.setBlockNumber(place.version.block);
  return response;
}
