import type { Chain } from '../ledger/chain.js';
import type { Proposal } from '../proposal/proposal.js';
import { type SimulationOutcome, isSuccess } from './endorser.js';

/** Keeps what an endorsed transaction writes to collections, before its endorsement leaves the node. */
export async function keepPrivateWrites(
  { transactionId }: Proposal,
  outcome: SimulationOutcome | undefined,
  { privateStore, height }: Chain,
): Promise<void> {
  const sets = outcome?.privateWriteSets ?? [];
  if (outcome !== undefined && isSuccess(outcome.response) && sets.length > 0) {
    await privateStore.keep(transactionId, sets, height);
  }
}
