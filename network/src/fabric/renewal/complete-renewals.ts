import type { NetworkPlan } from '../network-plan.js';
import { completeRenewal } from './renewed-material.js';

/** Puts in place what a renewal that was cut short had decided upon; for a network that is not running. */
export async function completeRenewals({ organisations, peers, orderers }: NetworkPlan): Promise<void> {
  const users = organisations.flatMap(({ administrator, client }) => [administrator, client]);
  const nodes = [...peers, ...orderers].map(({ folder }) => folder);
  for (const folder of [...users, ...nodes]) {
    await completeRenewal(folder);
  }
}
