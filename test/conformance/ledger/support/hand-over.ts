import { type ServiceError, status } from '@grpc/grpc-js';
import { GatewayError } from '@hyperledger/fabric-gateway';

const sentence = 'request already processed';

/**
 * Awaits a submission. BFT orderers order together, and one that is asked a moment later may have seen the transaction
 * already: the gateway then calls it a failure. What became of it stands in a block, so that this is none here.
 */
export async function handOver(submission: Promise<unknown>): Promise<void> {
  await submission.catch((error: unknown) => {
    if (!isAlreadyProcessed(error)) throw error;
  });
}

function isAlreadyProcessed(error: unknown): boolean {
  if (error instanceof GatewayError) {
    return error.details.some(({ message }) => message.includes(sentence));
  }
  return isServiceError(error) && error.code === status.UNAVAILABLE && trailer(error).includes(sentence);
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && 'metadata' in error;
}

function trailer({ metadata }: ServiceError): string {
  return metadata.get('grpc-status-details-bin').join(' ');
}
