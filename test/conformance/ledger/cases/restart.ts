import { setTimeout as pause } from 'node:timers/promises';
import { type Checkpointer, checkpointers } from '@hyperledger/fabric-gateway';
import { expect } from 'chai';
import { casesOf } from '../ledger-case.js';
import type { Stage } from '../stage.js';

const wanted = 12;
const patience = 30_000;

export const restartCases = casesOf('restart', {
  'mid-stream': {
    about:
      'The node behind an event stream is killed while others write: its client goes on from its checkpoint, ' +
      'and no event is lost or comes twice.',
    run: async (stage) => {
      const mspId = stage.mspIds.at(-1)!;
      const startBlock = (await stage.submit('emit', stage.key('start'), '')).block;
      const seen: string[] = [];
      const reading = follow(stage, mspId, startBlock, seen, stage.key('end'));
      const acknowledged = await writeThroughRestart(stage, seen);
      await stage.submit('emit', stage.key('end'), '');
      const names = await reading;
      expect(new Set(names).size, 'none twice').to.equal(names.length);
      expect(names).to.include.members(acknowledged);
      expect(await evaluateAt(stage, mspId, acknowledged.at(-1)!)).to.equal('x');
    },
  },
});

/** Emits one event after the other until enough are acknowledged; in the middle the node is restarted. */
async function writeThroughRestart(stage: Stage, seen: readonly string[]): Promise<string[]> {
  const { contract, key, backend } = stage;
  const acknowledged: string[] = [];
  const until = Date.now() + patience;
  let restarting: Promise<void> | undefined;
  for (let attempt = 0; acknowledged.length < wanted || restarting === undefined; attempt += 1) {
    if (Date.now() > until) throw new Error(`${acknowledged.length} of ${wanted} events were acknowledged`);
    const name = key(String(attempt).padStart(4, '0'));
    const isCommitted = await contract.submitTransaction('emit', name, 'x').then(
      () => true,
      () => pause(100, false),
    );
    if (isCommitted) acknowledged.push(name);
    if (acknowledged.length >= wanted / 3 && seen.length > 1) restarting ??= backend.restart();
  }
  await restarting;
  return acknowledged;
}

/** Reads events through one organisation's gateway, beginning anew from the checkpoint whenever the stream breaks. */
async function follow(
  stage: Stage,
  mspId: string,
  startBlock: bigint,
  seen: string[],
  last: string,
): Promise<string[]> {
  const checkpoint = checkpointers.inMemory();
  const until = Date.now() + 2 * patience;
  while (Date.now() < until) {
    const isDone = await readOn(stage, mspId, { startBlock, checkpoint }, seen, last).catch(() => false);
    if (isDone) return seen;
    await pause(100);
  }
  throw new Error(`the last event did not come; ${seen.length} did`);
}

async function readOn(
  stage: Stage,
  gatewayOf: string,
  options: { readonly startBlock: bigint; readonly checkpoint: Checkpointer },
  seen: string[],
  last: string,
): Promise<boolean> {
  const { network } = stage.open({ gatewayOf });
  const events = await network.getChaincodeEvents(stage.chaincode, options);
  try {
    for await (const event of events) {
      seen.push(event.eventName);
      await options.checkpoint.checkpointChaincodeEvent(event);
      if (event.eventName === last) return true;
    }
    return false;
  } finally {
    events.close();
  }
}

async function evaluateAt({ open }: Stage, gatewayOf: string, name: string): Promise<string> {
  const value = await open({ gatewayOf }).contract.evaluateTransaction('get', `event/${name}`);
  return Buffer.from(value).toString();
}
