import { status } from '@grpc/grpc-js';
import { gateway } from '@hyperledger/fabric-protos';
import { isSuccess, simulateProposal } from '../endorsement/endorser.js';
import type { EmbeddedChannel } from '../node/embedded-channel.js';
import { ProposalExpired } from '../proposal/check-proposal.js';
import { type Proposal, parseProposal } from '../proposal/proposal.js';
import { newStatusError } from './status-error.js';

/** gateway.Gateway/Evaluate: runs a proposal on one peer and returns the result, without endorsement. */
export async function evaluate(
  request: gateway.EvaluateRequest,
  channel: EmbeddedChannel,
): Promise<gateway.EvaluateResponse> {
  const proposal = readProposal(request.getProposedTransaction(), 'failed to unpack transaction proposal: ');
  assertChannel(proposal, channel);
  const organisations = request.getTargetOrganizationsList();
  const peer = channel.peers.find(({ mspId }) => organisations.length === 0 || organisations.includes(mspId));
  if (peer === undefined || !hasChaincode(proposal.chaincode, channel)) {
    const target = `chaincode ${proposal.chaincode} in channel ${proposal.channel}`;
    throw newStatusError(status.FAILED_PRECONDITION, `no peers available to evaluate ${target}`);
  }
  const fail = (code: status, message: string) =>
    newStatusError(code, `evaluate call to endorser returned error: ${message}`, [{ ...peer, message }]);
  const { response } = await simulateProposal(proposal, channel.endorser).catch((error: unknown) => {
    throw fail(refusalStatus(error), errorMessage(error));
  });
  if (!isSuccess(response)) {
    throw fail(status.UNKNOWN, chaincodeMessage(response));
  }
  const answer = new gateway.EvaluateResponse();
  answer.setResult(response);
  return answer;
}

/** True for the application's chaincode and the node's own. */
export function hasChaincode(name: string, { endorser }: EmbeddedChannel): boolean {
  return name === endorser.chaincode.name || endorser.systemChaincodes.has(name);
}

/** A peer's gateway takes a refusal by the peer's outer filters for a peer that cannot be reached. */
function refusalStatus(error: unknown): status {
  return error instanceof ProposalExpired ? status.UNAVAILABLE : status.FAILED_PRECONDITION;
}

/** @throws ServiceError INVALID_ARGUMENT */
export function readProposal(signed: Parameters<typeof parseProposal>[0] | undefined, prefix = ''): Proposal {
  if (signed === undefined || signed.getProposalBytes_asU8().length === 0) {
    throw newStatusError(status.INVALID_ARGUMENT, `${prefix}a signed proposal is required`);
  }
  try {
    return parseProposal(signed);
  } catch (error) {
    throw newStatusError(status.INVALID_ARGUMENT, `${prefix}${errorMessage(error)}`);
  }
}

/** @throws ServiceError UNAVAILABLE for another channel. */
export function assertChannel({ channel: name }: Pick<Proposal, 'channel'>, channel: EmbeddedChannel): void {
  if (name !== channel.name) {
    throw newStatusError(status.UNAVAILABLE, `failed to get config for channel [${name}]: channel not found`);
  }
}

export function chaincodeMessage(response: { getStatus(): number; getMessage(): string }): string {
  return `chaincode response ${response.getStatus()}, ${response.getMessage()}`;
}

export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
