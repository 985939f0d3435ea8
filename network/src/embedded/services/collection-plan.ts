import { status } from '@grpc/grpc-js';
import type { EndorsingPeer } from '../endorsement/endorsing-peers.js';
import type { EmbeddedChannel } from '../node/embedded-channel.js';
import type { CollectionInterest } from '../private/collection-interest.js';
import { ownerOf } from '../private/implicit-collection.js';
import { planForPolicy } from './endorsement-plan.js';
import { newStatusError } from './status-error.js';

/** What the plan depends on. */
export interface CollectionPlanRequest {
  readonly interest: CollectionInterest;
  /** Private values travel in it, so that only members may be asked. */
  readonly hasTransientData: boolean;
  /** Named in refusals. */
  readonly chaincode: string;
}

/**
 * Who must endorse a transaction that touched collections, as a gateway and service discovery find out: their owners,
 * with others as far as the chaincode's policy needs them, but nobody to whom a private value must not be shown.
 * @throws ServiceError FAILED_PRECONDITION in Fabric's words
 */
export function planForCollections(
  { interest, hasTransientData, chaincode }: CollectionPlanRequest,
  channel: EmbeddedChannel,
  self: EndorsingPeer,
): readonly EndorsingPeer[] {
  const shownTo = hasTransientData ? interest.touched : interest.read;
  const plan = findPlan(interest, shownTo, channel, self);
  if (plan !== undefined) {
    return plan;
  }
  const cautious = shownTo.filter((each) => !interest.read.includes(each));
  if (cautious.length > 0 && findPlan(interest, interest.read, channel, self) !== undefined) {
    throw newStatusError(
      status.FAILED_PRECONDITION,
      `requires endorsement from organisation(s) that are not in the distribution policy of the private data collection(s): [${cautious.join(' ')}]; retry specifying trusted endorsing organizations to protect transient data`,
    );
  }
  const reason = 'no combination of peers can be derived which satisfy the endorsement policy';
  const metadata = `No metadata was found for chaincode ${chaincode} in channel ${channel.name}`;
  throw newStatusError(status.FAILED_PRECONDITION, `${reason}: ${metadata}`);
}

function findPlan(
  { touched, needsChaincodePolicy }: CollectionInterest,
  shownTo: readonly string[],
  { policy, peers }: EmbeddedChannel,
  self: EndorsingPeer,
): readonly EndorsingPeer[] | undefined {
  const mayAsk = ({ mspId }: EndorsingPeer) => shownTo.every((collection) => ownerOf(collection) === mspId);
  const owners = new Set(touched.map(ownerOf));
  const needed = peers.filter(({ mspId }) => owners.has(mspId));
  if (!needed.every(mayAsk)) {
    return undefined;
  }
  if (!needsChaincodePolicy && needed.length > 0) {
    return needed;
  }
  const others = [self, ...peers].filter(mayAsk);
  const enough = planForPolicy(policy, [...new Set([...needed, ...others])]);
  return enough && [...new Set([...needed, ...enough])];
}
