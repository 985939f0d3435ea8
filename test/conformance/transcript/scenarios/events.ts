import type { Scenario } from '../scenario.js';
import { utf8 } from '../outcome.js';
import { take } from '../take.js';

const chaincodeEvents: Scenario = {
  name: 'chaincode-events',
  about:
    'Events of two valid transactions, from a block on, and again after the first of them; invalid ones raise none.',
  run: async ({ open, target }) => {
    const { contract, network } = open();
    const name = target.topology.chaincode.name;
    const first = await contract.submitAsync('emit', { arguments: ['first', '一'] });
    const { blockNumber: startBlock } = await first.getStatus();
    const endorsingOrganizations = target.organisations.slice(0, 1).map(({ mspId }) => mspId);
    const invalid = await contract.submitAsync('emit', {
      arguments: ['invalid', 'x'],
      endorsingOrganizations,
    });
    await invalid.getStatus();
    await contract.submitTransaction('emit', 'second', '2');
    const events = await take(await network.getChaincodeEvents(name, { startBlock }), 2);
    const checkpoint = { startBlock, afterTransactionId: first.getTransactionId() };
    const resume = {
      getBlockNumber: () => startBlock,
      getTransactionId: () => checkpoint.afterTransactionId,
    };
    const later = await take(await network.getChaincodeEvents(name, { checkpoint: resume }), 1);
    return [events, later].map((each) =>
      each.map(({ eventName, payload }) => ({ eventName, payload: utf8(payload) })),
    );
  },
};

const blockEvents: Scenario = {
  name: 'block-events',
  about: 'The last block in full, filtered and with private data, from a given number on.',
  run: async ({ open }) => {
    const { contract, network } = open();
    const commit = await contract.submitAsync('emit', { arguments: ['block', 'payload'] });
    const { blockNumber: startBlock } = await commit.getStatus();
    const blocks = await take(await network.getBlockEvents({ startBlock }), 1);
    const filtered = await take(await network.getFilteredBlockEvents({ startBlock }), 1);
    const withPrivateData = await take(await network.getBlockAndPrivateDataEvents({ startBlock }), 1);
    return {
      blocks: blocks.length,
      filtered: filtered.map((each) =>
        each.getFilteredTransactionsList().map((one) => one.getTxValidationCode()),
      ),
      withPrivateData: withPrivateData.map((each) => each.getPrivateDataMapMap().getLength()),
    };
  },
};

export const eventScenarios: readonly Scenario[] = [chaincodeEvents, blockEvents];
