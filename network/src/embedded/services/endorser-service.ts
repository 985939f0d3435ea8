import { type UntypedServiceImplementation, status } from '@grpc/grpc-js';
import { peer } from '@hyperledger/fabric-protos';
import { errorThreshold, newResponse, simulateProposal } from '../endorsement/endorser.js';
import { type EndorsingPeer, endorse } from '../endorsement/endorsing-peers.js';
import { keepPrivateWrites } from '../endorsement/keep-private-writes.js';
import type { EmbeddedChannel } from '../node/embedded-channel.js';
import { type Proposal, parseProposal } from '../proposal/proposal.js';
import { unary } from './call-adapters.js';
import { errorMessage } from './gateway-evaluate.js';
import { newStatusError } from './status-error.js';

/** protos.Endorser of one organisation's peer. */
export function newEndorserService(
  channel: EmbeddedChannel,
  self: EndorsingPeer,
): UntypedServiceImplementation {
  return {
    processProposal: unary((signed: peer.SignedProposal) => processProposal(signed, channel, self)),
  };
}

/** A refused proposal is a gRPC error; whatever happens when it runs is a response. */
async function processProposal(
  signed: peer.SignedProposal,
  channel: EmbeddedChannel,
  self: EndorsingPeer,
): Promise<peer.ProposalResponse> {
  try {
    const proposal = parseProposal(signed);
    if (proposal.channel !== '' && proposal.channel !== channel.name) {
      return answer(newResponse({ status: 500, message: `channel '${proposal.channel}' not found` }));
    }
    return await respond(proposal, channel, self);
  } catch (error) {
    throw newStatusError(status.UNKNOWN, errorMessage(error));
  }
}

/** From 500 on the payload comes without endorsement, between 400 and 499 nothing but the response does. */
async function respond(
  proposal: Proposal,
  channel: EmbeddedChannel,
  self: EndorsingPeer,
): Promise<peer.ProposalResponse> {
  const outcome = await simulateProposal(proposal, channel.endorser, self.mspId);
  const { response, payload } = outcome;
  const result = answer(response);
  if (payload === undefined || proposal.channel === '') {
    return result;
  }
  if (response.getStatus() >= 500) {
    result.setPayload(payload);
  } else if (response.getStatus() < errorThreshold) {
    await keepPrivateWrites(proposal, outcome, channel.chain);
    result.setVersion(1);
    result.setPayload(payload);
    result.setEndorsement(endorse(self, payload, channel.members));
  }
  return result;
}

function answer(response: peer.Response): peer.ProposalResponse {
  const result = new peer.ProposalResponse();
  result.setResponse(response);
  return result;
}
