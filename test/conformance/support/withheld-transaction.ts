import type { Contract } from '@hyperledger/fabric-gateway';
import { setTimeout as pause } from 'node:timers/promises';
import { envelopeList, newCommand } from '../../chaincode/support/statements.js';
import { registration } from '../../chaincode/support/test-world.js';
import { testSigner } from '../../support/evidence/test-keys.js';

const HOUR = 60 * 60 * 1000;
/** A little more than the tick period of the flow's genesis. */
const PERIOD = 1100;

export interface Withheld {
  /** Fabric's validation code. */
  readonly code: number;
  readonly newestTick: number;
}

/**
 * Lets every organisation endorse a registration at the newest tick, withholds it while so many ticks are written,
 * and submits it then.
 */
export async function submitWithheld(
  contract: Contract,
  endorsers: readonly string[],
  participant: string,
  newestTick: number,
  ticks: number,
): Promise<Withheld> {
  const options = registration(participant, testSigner(`key of ${participant}`));
  const [issued, expires] = [0, HOUR].map((offset) => new Date(Date.now() + offset).toISOString());
  const command = newCommand({ ...options, issued: issued!, expires: expires! });
  const endorsingOrganizations = [...endorsers];
  const proposal = contract.newProposal('execute', {
    arguments: [String(newestTick), envelopeList([command])],
    endorsingOrganizations,
  });
  const transaction = await proposal.endorse();
  for (let number = newestTick + 1; number <= newestTick + ticks; number += 1) {
    await pause(PERIOD);
    await contract.submit('tick', { arguments: [String(number)], endorsingOrganizations });
  }
  const { code } = await (await transaction.submit()).getStatus();
  return { code, newestTick: newestTick + ticks };
}

/** Endorses one tick twice and submits both: Fabric's validation codes in the order of submission. */
export async function submitTickTwice(
  contract: Contract,
  endorsers: readonly string[],
  number: number,
): Promise<readonly number[]> {
  const endorsingOrganizations = [...endorsers];
  await pause(PERIOD);
  const endorse = () =>
    contract.newProposal('tick', { arguments: [String(number)], endorsingOrganizations }).endorse();
  const transactions = [await endorse(), await endorse()];
  const codes: number[] = [];
  for (const transaction of transactions) {
    const { code } = await (await transaction.submit()).getStatus();
    codes.push(code);
  }
  return codes;
}
