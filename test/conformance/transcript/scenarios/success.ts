import type { Scenario } from '../scenario.js';
import { utf8 } from '../outcome.js';
import { describeSimulation } from '../simulation.js';

const submit: Scenario = {
  name: 'submit',
  about: 'A transaction is endorsed as the policy asks, ordered and found valid.',
  run: async ({ open }) => {
    const commit = await open().contract.submitAsync('put', { arguments: ['submitted', 'value'] });
    const status = await commit.getStatus();
    return {
      result: utf8(commit.getResult()),
      code: status.code,
      successful: status.successful,
    };
  },
};

const evaluate: Scenario = {
  name: 'evaluate',
  about:
    'Queries: a value, an absent key, a range with and without limit, history, what the contract is told.',
  run: async ({ open, prepare }) => {
    for (const key of ['range/a', 'range/b', 'range/c', 'range/中']) {
      await prepare('put', key, `value of ${key}`);
    }
    await prepare('remove', 'range/b');
    const { contract } = open();
    const ask = async (...words: [string, ...string[]]) => utf8(await contract.evaluateTransaction(...words));
    const context = await contract.evaluate('context', { transientData: { secret: 'kept from the ledger' } });
    return {
      value: await ask('get', 'range/a'),
      absent: await ask('get', 'range/b'),
      range: await ask('range', 'range/', 'range0', '100'),
      limited: await ask('range', 'range/', 'range0', '1'),
      ownWrite: await ask('writeThenRead', 'range/a', 'other'),
      context: { ...(JSON.parse(utf8(context)) as object), transaction: undefined },
      historyLength: (JSON.parse(await ask('history', 'range/b')) as unknown[]).length,
    };
  },
};

const endorsedRead: Scenario = {
  name: 'endorsed-read',
  about: 'A read endorsed by one, two and all organisations and never submitted; present and absent keys.',
  run: async ({ open, prepare, target }) => {
    await prepare('put', 'read', 'value');
    const { contract } = open();
    const mspIds = target.organisations.map(({ mspId }) => mspId);
    const read = async (key: string, count: number) => {
      const endorsingOrganizations = mspIds.slice(0, count);
      const proposal = contract.newProposal('get', { arguments: [key], endorsingOrganizations });
      const transaction = await proposal.endorse();
      return { count, result: utf8(transaction.getResult()) };
    };
    return [
      await read('read', 1),
      await read('read', 2),
      await read('read', mspIds.length),
      await read('none', 2),
    ];
  },
};

const readWriteSets: Scenario = {
  name: 'read-write-sets',
  about: 'Endorsed transactions of each kind, never submitted: what they would read and write.',
  run: async ({ open, prepare, target }) => {
    await prepare('put', 'set/a', '1');
    await prepare('put', 'set/b', '2');
    await prepare('fill', 'many/', '120');
    const { contract } = open();
    const endorsingOrganizations = [target.organisations[0]!.mspId];
    const calls: [string, ...string[]][] = [
      ['writeThenRead', 'set/a', 'x'],
      ['remove', 'set/a'],
      ['put', 'set/empty', ''],
      ['range', 'set/', 'set0', '100'],
      ['range', 'set/', 'set0', '1'],
      ['range', 'none/', 'none0', '100'],
      ['increment', 'set/a'],
      ['emit', 'named', 'payload'],
      ['range', 'many/', 'many0', '1000'],
      ['range', 'many/', 'many0', '1'],
      ['range', 'many/0095', 'many0', '1000'],
      ['range', 'many/0070', 'many0', '1000'],
      ['count', 'set/', 'set0', 'set/count'],
      ['fill', 'new/', '3'],
    ];
    const results: Record<string, object> = {};
    for (const [name, ...words] of calls) {
      const proposal = contract.newProposal(name, { arguments: words, endorsingOrganizations });
      const transaction = await proposal.endorse();
      results[[name, ...words].join(' ')] = {
        result: utf8(transaction.getResult()),
        ...describeSimulation(transaction.getBytes()),
      };
    }
    return results;
  },
};

export const successScenarios: readonly Scenario[] = [submit, evaluate, endorsedRead, readWriteSets];
