import { inflateSync } from 'node:zlib';
import type { CommandOutcome } from '@quancheng/domain';
import { newCommandQueue } from '@quancheng/gateway';
import type { CommittedTransaction } from '@quancheng/ledger';
import {
  encodeBase64,
  formatCanonical,
  isQuanchengError,
  openClearEnvelope,
  QuanchengError,
  type JsonObject,
  type JsonValue,
} from '@quancheng/protocol';
import { expect } from 'chai';
import { newCommand, START } from '../chaincode/support/statements.js';
import { registrar } from '../chaincode/support/test-genesis.js';

const MOST_WAITING = 10_000;
const envelopes = new Map<string, JsonValue>();

/** A command about a target; made once, for signing costs. */
function commandFor(target: string): JsonValue {
  const known = envelopes.get(target);
  if (known !== undefined) return known;
  const made = newCommand({
    action: 'calendar.change',
    target,
    expectedVersion: 1,
    body: {},
    parties: [registrar],
  });
  const envelope = made as unknown as JsonValue;
  envelopes.set(target, envelope);
  return envelope;
}

/** A ledger that commits when it is told to, and answers each command with itself. */
function newHeldLedger() {
  const held: { readonly count: number; readonly commit: () => void; readonly fail: () => void }[] = [];
  return {
    held,
    submit: (_name: string, [list = '']: readonly (string | Uint8Array)[]): Promise<CommittedTransaction> =>
      new Promise((resolve, reject) => {
        const commands = JSON.parse(textOf(list)) as JsonObject[];
        const outcomes = commands.map((command) => ({ payload: sentPayload(command), version: 1 }));
        const result = formatCanonical({ at: { tick: 1, time: START }, outcomes });
        held.push({
          count: commands.length,
          commit: () => resolve({ transactionId: String(held.length), blockNumber: 1n, bytes: 0, result }),
          fail: () => reject(new QuanchengError('NETWORK_UNAVAILABLE', 'away')),
        });
      }),
  };
}

/** What doesn't begin as a list is compressed. */
function textOf(list: string | Uint8Array): string {
  const bytes = Buffer.from(list);
  return (bytes[0] === '['.charCodeAt(0) ? bytes : inflateSync(bytes)).toString();
}

/** Commands travel in the clear. */
function sentPayload(command: JsonObject): string {
  return encodeBase64(openClearEnvelope(command).envelope.payload);
}

function resultPayload(outcome: CommandOutcome): JsonValue | undefined {
  return outcome.outcome === 'done' ? payloadOf(outcome.result as unknown as JsonValue) : undefined;
}

const payloadOf = (envelope: JsonValue): JsonValue | undefined => (envelope as JsonObject)['payload'];
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the command queue', function () {
  this.timeout(60_000);

  it('refuses what is too much, loses nothing of the rest, and takes more afterwards', async () => {
    const ledger = newHeldLedger();
    const queue = newCommandQueue(ledger);
    const targets = Array.from({ length: 500 }, (_, index) => `r/${index}`);
    const answers: Promise<unknown>[] = [];
    for (let sent = 0; sent < MOST_WAITING; sent += 20) {
      const own = Array.from({ length: 20 }, (_, index) => commandFor(targets[(sent + index) % 500] ?? ''));
      answers.push(
        queue.submit(own).then(({ outcomes }) => {
          expect(outcomes.map(resultPayload)).to.deep.equal(own.map(payloadOf));
        }),
      );
    }
    const refused = await queue.submit([commandFor('r/0')]).catch((error: unknown) => error);
    expect(isQuanchengError(refused, 'TOO_MANY_REQUESTS')).to.equal(true);
    while (ledger.held.length > 0) {
      for (const { commit } of ledger.held.splice(0)) commit();
      await turn();
    }
    await Promise.all(answers);
    const more = queue.submit([commandFor('r/0')]);
    await turn();
    ledger.held[0]?.commit();
    expect((await more).outcomes).to.have.length(1);
  });

  it('fills transactions, four under way at most, and never two about one record', async () => {
    const ledger = newHeldLedger();
    const queue = newCommandQueue(ledger);
    const first = queue.submit([commandFor('r/same')]);
    const others = Array.from({ length: 1_500 }, (_, index) => queue.submit([commandFor(`r/${index}`)]));
    const second = queue.submit([commandFor('r/same')]);
    // Nothing waited when the first four came.
    expect(ledger.held.map(({ count }) => count)).to.deep.equal([1, 1, 1, 1]);
    ledger.held[1]?.commit();
    await turn();
    expect(ledger.held.map(({ count }) => count)).to.deep.equal([1, 1, 1, 1, 500]);
    for (const { commit } of ledger.held.splice(1)) commit();
    await turn();
    let isDone = false;
    void second.then(() => {
      isDone = true;
    });
    for (let round = 0; round < 5; round += 1) {
      for (const { commit } of ledger.held.splice(1)) commit();
      await turn();
    }
    await Promise.all(others);
    // Behind the first, which is still under way.
    expect(isDone).to.equal(false);
    for (const { commit } of ledger.held.splice(0)) commit();
    await first;
    await turn();
    for (const { commit } of ledger.held.splice(0)) commit();
    await second;
  });

  it('tells everybody in a transaction that failed, and goes on', async () => {
    const ledger = newHeldLedger();
    const queue = newCommandQueue(ledger);
    const failing = Array.from({ length: 4 }, (_, index) => queue.submit([commandFor(`r/${index}`)]));
    const waiting = queue.submit([commandFor('r/0')]);
    for (const { fail } of ledger.held.splice(0)) fail();
    for (const each of failing) {
      const error = await each.catch((cause: unknown) => cause);
      expect(isQuanchengError(error, 'NETWORK_UNAVAILABLE')).to.equal(true);
    }
    await turn();
    ledger.held[0]?.commit();
    expect((await waiting).outcomes).to.have.length(1);
  });
});
