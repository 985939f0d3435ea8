import { status } from '@grpc/grpc-js';
import { gateway } from '@hyperledger/fabric-protos';
import { type SimulationOutcome, isSuccess, simulateProposal } from '../endorsement/endorser.js';
import type { EndorsingPeer } from '../endorsement/endorsing-peers.js';
import type { EmbeddedChannel } from '../node/embedded-channel.js';
import { ProposalExpired } from '../proposal/check-proposal.js';
import { type Proposal, parseProposal } from '../proposal/proposal.js';
import { newStatusError } from './status-error.js';

/** gateway.Gateway/Evaluate: runs a proposal on one peer and returns the result, without endorsement. */
export async function evaluate(
  request: gateway.EvaluateRequest,
  channel: EmbeddedChannel,
  self: EndorsingPeer,
): Promise<gateway.EvaluateResponse> {
  const proposal = readProposal(request.getProposedTransaction(), 'failed to unpack transaction proposal: ');
  const { response } = await runProposal(
    proposal,
    choosePeers(request.getTargetOrganizationsList(), proposal, channel, self),
    channel,
  );
  const answer = new gateway.EvaluateResponse();
  answer.setResult(response);
  return answer;
}

type Peers = readonly [EndorsingPeer, ...EndorsingPeer[]];

/** The peers that may be asked, the gateway's own first. */
function choosePeers(
  organisations: readonly string[],
  { chaincode, channel: name }: Proposal,
  channel: EmbeddedChannel,
  self: EndorsingPeer,
): Peers {
  if (name !== channel.name) {
    const reason = `could not get last config for channel ${name}`;
    throw newStatusError(status.UNAVAILABLE, `failed to get config for channel [${name}]: ${reason}`);
  }
  const isAsked = (mspId: string) => organisations.length === 0 || organisations.includes(mspId);
  const [first, ...others] = hasChaincode(chaincode, channel)
    ? [...new Set([self, ...channel.peers])].filter(({ mspId }) => isAsked(mspId))
    : [];
  if (first === undefined) {
    throw newStatusError(
      status.FAILED_PRECONDITION,
      `no peers available to evaluate chaincode ${chaincode} in channel ${name}`,
    );
  }
  return [first, ...others];
}

async function runProposal(
  proposal: Proposal,
  [first, ...others]: Peers,
  channel: EmbeddedChannel,
): Promise<SimulationOutcome> {
  const prefix = 'evaluate call to endorser returned error: ';
  let outcome: SimulationOutcome;
  try {
    outcome = await simulateProposal(proposal, channel.endorser, first.mspId);
  } catch (error) {
    const message = errorMessage(error);
    if (!(error instanceof ProposalExpired)) {
      throw newStatusError(status.FAILED_PRECONDITION, prefix + message, [{ ...first, message }]);
    }
    // To a gateway, a peer's outer filters look like a peer that cannot be reached: it asks the others, in vain.
    const details = [first, ...others].map((peer) => ({ ...peer, message }));
    const summary = 'failed to evaluate transaction, see attached details for more info';
    throw newStatusError(status.UNAVAILABLE, summary, details);
  }
  if (!isSuccess(outcome.response)) {
    const message = chaincodeMessage(outcome.response);
    throw newStatusError(status.UNKNOWN, prefix + message, [{ ...first, message }]);
  }
  return outcome;
}

/** True for the application's chaincode and the node's own. */
export function hasChaincode(name: string, { endorser }: EmbeddedChannel): boolean {
  return name === endorser.chaincode.name || endorser.systemChaincodes.has(name);
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

export function chaincodeMessage(response: { getStatus(): number; getMessage(): string }): string {
  return `chaincode response ${response.getStatus()}, ${response.getMessage()}`;
}

export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
