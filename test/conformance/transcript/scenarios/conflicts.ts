import type { Commit, Contract, Status, Transaction } from '@hyperledger/fabric-gateway';
import { take } from '../take.js';
import type { Scenario } from '../scenario.js';

async function endorse(contract: Contract, name: string, ...words: string[]): Promise<Transaction> {
  return await contract.newProposal(name, { arguments: words }).endorse();
}

async function settle(commits: readonly Commit[]): Promise<{ code: number; successful: boolean }[]> {
  const statuses: Status[] = [];
  for (const commit of commits) {
    statuses.push(await commit.getStatus());
  }
  return statuses.map(({ code, successful }) => ({ code, successful }));
}

const readConflict: Scenario = {
  name: 'mvcc-conflict',
  about: 'Two transactions that read and write one key are endorsed, then both submitted: one is invalid.',
  run: async ({ open, prepare }) => {
    await prepare('put', 'counter', '0');
    const { contract, network } = open();
    const first = await endorse(contract, 'increment', 'counter');
    const second = await endorse(contract, 'increment', 'counter');
    const commits = await Promise.all([first.submit(), second.submit()]);
    const codes = await settle(commits);
    // For the record: the block with both, if the orderers put them into one.
    const { blockNumber: startBlock } = await commits[0].getStatus();
    await take(await network.getBlockEvents({ startBlock }), 1);
    return codes.map(({ code }) => code).sort((a, b) => a - b);
  },
};

const phantom: Scenario = {
  name: 'phantom-conflict',
  about: 'A key appears in a range between its reading and its validation.',
  run: async ({ open, prepare }) => {
    await prepare('put', 'phantom/a', '1');
    const { contract } = open();
    const count = await endorse(contract, 'count', 'phantom/', 'phantom0', 'phantoms');
    await prepare('put', 'phantom/b', '2');
    return await settle([await count.submit()]);
  },
};

const tooFew: Scenario = {
  name: 'too-few-endorsements',
  about:
    'A transaction with fewer endorsing organisations than the policy asks is ordered and found invalid.',
  run: async ({ open, target }) => {
    const { contract } = open();
    const endorsingOrganizations = target.organisations.slice(0, 1).map(({ mspId }) => mspId);
    const proposal = contract.newProposal('put', { arguments: ['few', 'value'], endorsingOrganizations });
    return await settle([await (await proposal.endorse()).submit()]);
  },
};

export const conflictScenarios: readonly Scenario[] = [readConflict, phantom, tooFew];
