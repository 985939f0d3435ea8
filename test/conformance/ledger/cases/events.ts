import { type ChaincodeEvent, type ChaincodeEventsOptions, checkpointers } from '@hyperledger/fabric-gateway';
import { expect } from 'chai';
import { take } from '../../transcript/take.js';
import { casesOf } from '../ledger-case.js';
import { handOver } from '../support/hand-over.js';
import { Listener } from '../support/listener.js';
import { type Stage, text } from '../stage.js';

/** Emits an event whose name no other case uses: its block. */
async function emit({ submit, key }: Stage, name: string): Promise<bigint> {
  return (await submit('emit', key(name), `payload of ${name}`)).block;
}

/** Listens to the chaincode's events. Those of other cases cannot come: cases run one after the other. */
async function listen(stage: Stage, options?: ChaincodeEventsOptions): Promise<Listener<ChaincodeEvent>> {
  return await Listener.open(await stage.network.getChaincodeEvents(stage.chaincode, options), stage);
}

function expectEvents({ key }: Stage, events: readonly ChaincodeEvent[], ...names: string[]): void {
  const wanted = names.map((name) => [key(name), `payload of ${name}`]);
  expect(events.map(({ eventName, payload }) => [eventName, text(payload)])).to.deep.equal(wanted);
}

export const eventCases = casesOf('events', {
  live: {
    about: 'An event reaches a client that was listening, with all that identifies it.',
    run: async (stage) => {
      const listener = await listen(stage);
      const { transactionId, block } = await stage.submit('emit', stage.key('a'), 'payload of a');
      const [event] = await listener.next(1);
      listener.close();
      expectEvents(stage, [event!], 'a');
      expect(event).to.include({ transactionId, blockNumber: block, chaincodeName: stage.chaincode });
    },
  },
  replay: {
    about: 'A client that starts at an earlier block is told everything since.',
    run: async (stage) => {
      const startBlock = await emit(stage, 'a');
      await stage.submit('put', stage.key('between'), '1');
      await emit(stage, 'b');
      expectEvents(stage, await (await listen(stage, { startBlock })).last(2), 'a', 'b');
    },
  },
  'close-and-listen-again': {
    about: 'A client that has closed its stream can open another.',
    run: async (stage) => {
      const first = await listen(stage);
      await emit(stage, 'a');
      expectEvents(stage, await first.last(1), 'a');
      const second = await listen(stage);
      await emit(stage, 'b');
      expectEvents(stage, await second.last(1), 'b');
    },
  },
  'two-listeners': {
    about: 'Closing one stream does not disturb another.',
    run: async (stage) => {
      const [first, second] = [await listen(stage), await listen(stage)];
      await emit(stage, 'a');
      expectEvents(stage, await first.last(1), 'a');
      expectEvents(stage, await second.next(1), 'a');
      await emit(stage, 'b');
      expectEvents(stage, await second.last(1), 'b');
    },
  },
  checkpoint: {
    about: 'A checkpoint leads on after the last event that was dealt with, and past none.',
    run: async (stage) => {
      const checkpoint = checkpointers.inMemory();
      const first = await listen(stage);
      await emit(stage, 'a');
      const [event] = await first.last(1);
      await checkpoint.checkpointChaincodeEvent(event!);
      await emit(stage, 'b');
      await emit(stage, 'c');
      const events = await (await listen(stage, { checkpoint })).last(2);
      expectEvents(stage, events, 'b', 'c');
    },
  },
  'checkpoint-within-block': {
    about: 'A checkpoint on one of a block’s transactions leads on to the others of that block.',
    run: async (stage) => {
      const { contract, awaitEverywhere, key } = stage;
      const transactions = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          contract.newProposal('emit', { arguments: [key(`${index}`), `payload of ${index}`] }).endorse(),
        ),
      );
      await Promise.all(transactions.map((each) => handOver(each.submit())));
      const statuses = await Promise.all(
        transactions.map((each) => awaitEverywhere(each.getTransactionId())),
      );
      const startBlock = statuses.map(({ block }) => block).sort((a, b) => Number(a - b))[0]!;
      const all = await (await listen(stage, { startBlock })).last(8);
      expect(new Set(all.map(({ transactionId }) => transactionId)).size).to.equal(8);
      const checkpoint = checkpointers.inMemory();
      await checkpoint.checkpointChaincodeEvent(all[2]!);
      const rest = await (await listen(stage, { checkpoint })).last(5);
      expect(rest.map(({ eventName }) => eventName)).to.deep.equal(
        all.slice(3).map(({ eventName }) => eventName),
      );
    },
  },
  'none-of-invalid': {
    about: 'An invalid transaction raises no event.',
    run: async (stage) => {
      const listener = await listen(stage);
      const endorsingOrganizations = [stage.mspIds[0]!];
      const options = { arguments: [stage.key('invalid'), 'x'], endorsingOrganizations };
      expect((await stage.settle('emit', options)).code).to.not.equal(0);
      await emit(stage, 'valid');
      expectEvents(stage, await listener.last(1), 'valid');
    },
  },
  'no-chaincode-of-that-name': {
    about: 'A stream for another chaincode’s events stays silent.',
    run: async (stage) => {
      const startBlock = await emit(stage, 'a');
      const events = await stage.network.getChaincodeEvents('other', { startBlock });
      const silent = take(events, 1).then(
        (taken) => taken.length,
        () => 'closed',
      );
      await emit(stage, 'b');
      expectEvents(stage, await (await listen(stage, { startBlock })).last(2), 'a', 'b');
      events.close();
      expect(await silent).to.equal('closed');
    },
  },
});
