import { status } from '@grpc/grpc-js';
import { gateway } from '@hyperledger/fabric-protos';
import { type SimulationOutcome, isSuccess, simulateProposal } from '../endorsement/endorser.js';
import { type EndorsingPeer, endorse } from '../endorsement/endorsing-peers.js';
import { keepPrivateWrites } from '../endorsement/keep-private-writes.js';
import { prepareTransaction } from '../endorsement/prepared-transaction.js';
import type { EmbeddedChannel } from '../node/embedded-channel.js';
import type { Proposal } from '../proposal/proposal.js';
import { planForCollections } from './collection-plan.js';
import { planForOrganisations, planForPolicy } from './endorsement-plan.js';
import { chaincodeMessage, errorMessage, readProposal } from './gateway-evaluate.js';
import { type NodeError, newStatusError } from './status-error.js';

/**
 * gateway.Gateway/Endorse: runs the proposal and has it signed by one peer of each organisation that the client names,
 * or that the endorsement policies need. It runs once for all, unless its result may depend on whose peer runs it.
 */
export async function endorseTransaction(
  request: gateway.EndorseRequest,
  channel: EmbeddedChannel,
  self: EndorsingPeer,
): Promise<gateway.EndorseResponse> {
  const proposal = readProposal(request.getProposedTransaction());
  const plan = choosePeers(request.getEndorsingOrganizationsList(), proposal, channel, self);
  const first = await attempt(proposal, plan.first, channel);
  const peers = findEndorsers(first, proposal, plan, channel, self);
  const payload = await agree(first, proposal, { ...plan, peers }, channel);
  await keepPrivateWrites(proposal, first.outcome, channel.chain);
  const endorsements = peers.map((peer) => endorse(peer, payload, channel.members));
  const answer = new gateway.EndorseResponse();
  answer.setPreparedTransaction(prepareTransaction(proposal, payload, endorsements));
  return answer;
}

const incomplete = 'failed to collect enough transaction endorsements';

interface Plan {
  readonly peers: readonly EndorsingPeer[];
  /** Where the proposal runs. */
  readonly first: EndorsingPeer;
  /** True if the client chose the organisations. */
  readonly isNamed: boolean;
  /** Whose failure is reported, and in which words. */
  readonly asked: readonly EndorsingPeer[];
  readonly failure: string;
}

function choosePeers(
  organisations: readonly string[],
  { chaincode, channel: name }: Proposal,
  channel: EmbeddedChannel,
  self: EndorsingPeer,
): Plan {
  const isHere = name === channel.name && chaincode === channel.endorser.chaincode.name;
  const peers = isHere ? channel.peers : [];
  if (organisations.length > 0) {
    const { plan, missing } = planForOrganisations(organisations, peers);
    if (missing.length > 0) {
      const reason = `failed to find any endorsing peers for org(s): ${missing.join(', ')}`;
      throw newStatusError(status.UNAVAILABLE, reason);
    }
    return { peers: plan, first: plan[0] ?? self, isNamed: true, asked: plan, failure: incomplete };
  }
  const plan = planForPolicy(channel.policy, peers);
  if (plan === undefined) {
    const reason = 'no combination of peers can be derived which satisfy the endorsement policy';
    throw newStatusError(
      status.FAILED_PRECONDITION,
      `${reason}: No metadata was found for chaincode ${chaincode} in channel ${name}`,
    );
  }
  return {
    peers: plan,
    first: self,
    isNamed: false,
    asked: [self],
    failure: 'failed to endorse transaction',
  };
}

/** Undefined payload: why the peer would not endorse. */
interface Attempt {
  readonly payload: Uint8Array | undefined;
  readonly message: string;
  readonly outcome: SimulationOutcome | undefined;
}

async function attempt(
  proposal: Proposal,
  { mspId }: EndorsingPeer,
  channel: EmbeddedChannel,
): Promise<Attempt> {
  try {
    const outcome = await simulateProposal(proposal, channel.endorser, mspId);
    const { payload, response } = outcome;
    if (payload === undefined || !isSuccess(response)) {
      const message = payload === undefined ? response.getMessage() : chaincodeMessage(response);
      return { payload: undefined, message, outcome };
    }
    return { payload, message: '', outcome };
  } catch (error) {
    return { payload: undefined, message: errorMessage(error), outcome: undefined };
  }
}

/** The peers of the plan, or those that the collections ask for which the first run touched. */
function findEndorsers(
  { outcome, payload }: Attempt,
  proposal: Proposal,
  { peers, isNamed }: Plan,
  channel: EmbeddedChannel,
  self: EndorsingPeer,
): readonly EndorsingPeer[] {
  const interest = outcome?.interest;
  return interest === undefined || isNamed || payload === undefined
    ? peers
    : planForCollections({ ...proposal, interest }, channel, self);
}

/** What all peers endorse. @throws ServiceError ABORTED with the reasons of those that do not. */
async function agree(
  ran: Attempt,
  proposal: Proposal,
  { peers, first, isNamed, asked, failure }: Plan,
  channel: EmbeddedChannel,
): Promise<Uint8Array> {
  const isSameForAll = ran.outcome?.interest?.isPeerSpecific !== true;
  const hasFailedAlone = ran.payload === undefined && !isNamed;
  if (isSameForAll || hasFailedAlone) {
    return (
      ran.payload ??
      refuse(
        failure,
        asked.map((peer) => ({ ...peer, message: ran.message })),
      )
    );
  }
  const refusals: NodeError[] = [];
  for (const peer of peers) {
    const { payload, message } = peer === first ? ran : await attempt(proposal, peer, channel);
    if (payload === undefined) {
      refusals.push({ ...peer, message });
    } else if (!Buffer.from(payload).equals(ran.payload ?? payload)) {
      refusals.push({ ...peer, message: 'ProposalResponsePayloads do not match' });
    }
  }
  return ran.payload !== undefined && refusals.length === 0 ? ran.payload : refuse(incomplete, refusals);
}

function refuse(failure: string, details: readonly NodeError[]): never {
  throw newStatusError(status.ABORTED, `${failure}, see attached details for more info`, details);
}
