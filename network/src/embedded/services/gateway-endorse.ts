import { status } from '@grpc/grpc-js';
import { gateway } from '@hyperledger/fabric-protos';
import { type SimulationOutcome, isSuccess, simulateProposal } from '../endorsement/endorser.js';
import { type EndorsingPeer, endorse } from '../endorsement/endorsing-peers.js';
import { prepareTransaction } from '../endorsement/prepared-transaction.js';
import type { EmbeddedChannel } from '../node/embedded-channel.js';
import type { Proposal } from '../proposal/proposal.js';
import { planForOrganisations, planForPolicy } from './endorsement-plan.js';
import { chaincodeMessage, errorMessage, readProposal } from './gateway-evaluate.js';
import { newStatusError } from './status-error.js';

/**
 * gateway.Gateway/Endorse: runs the proposal once and has it signed by one peer of each organisation that the client
 * names, or that the endorsement policy needs.
 */
export async function endorseTransaction(
  request: gateway.EndorseRequest,
  channel: EmbeddedChannel,
): Promise<gateway.EndorseResponse> {
  const proposal = readProposal(request.getProposedTransaction());
  const plan = choosePeers(request.getEndorsingOrganizationsList(), proposal, channel);
  const payload = await runProposal(proposal, plan, channel);
  const endorsements = plan.peers.map((peer) => endorse(peer, payload, channel.members));
  const answer = new gateway.EndorseResponse();
  answer.setPreparedTransaction(prepareTransaction(proposal, payload, endorsements));
  return answer;
}

interface Plan {
  readonly peers: readonly EndorsingPeer[];
  /** Whose failure is reported, and in which words. */
  readonly asked: readonly EndorsingPeer[];
  readonly failure: string;
}

function choosePeers(
  organisations: readonly string[],
  { chaincode, channel: name }: Proposal,
  channel: EmbeddedChannel,
): Plan {
  const isHere = name === channel.name && chaincode === channel.endorser.chaincode.name;
  const peers = isHere ? channel.peers : [];
  if (organisations.length > 0) {
    const { plan, missing } = planForOrganisations(organisations, peers);
    if (missing.length > 0) {
      const reason = `failed to find any endorsing peers for org(s): ${missing.join(', ')}`;
      throw newStatusError(status.UNAVAILABLE, reason);
    }
    return { peers: plan, asked: plan, failure: 'failed to collect enough transaction endorsements' };
  }
  const plan = planForPolicy(channel.policy, peers);
  if (plan === undefined) {
    const reason = 'no combination of peers can be derived which satisfy the endorsement policy';
    throw newStatusError(
      status.FAILED_PRECONDITION,
      `${reason}: No metadata was found for chaincode ${chaincode} in channel ${name}`,
    );
  }
  return { peers: plan, asked: plan.slice(0, 1), failure: 'failed to endorse transaction' };
}

async function runProposal(proposal: Proposal, plan: Plan, channel: EmbeddedChannel): Promise<Uint8Array> {
  const fail = (message: string) =>
    newStatusError(
      status.ABORTED,
      `${plan.failure}, see attached details for more info`,
      plan.asked.map((peer) => ({ ...peer, message })),
    );
  let outcome: SimulationOutcome;
  try {
    outcome = await simulateProposal(proposal, channel.endorser);
  } catch (error) {
    throw fail(errorMessage(error));
  }
  const { payload, response } = outcome;
  if (payload === undefined || !isSuccess(response)) {
    throw fail(payload === undefined ? response.getMessage() : chaincodeMessage(response));
  }
  return payload;
}
