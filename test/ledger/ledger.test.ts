import { readOutcomes } from '@quancheng/domain';
import { connectLedger, type EventOptions, type Ledger, type LedgerEvent } from '@quancheng/ledger';
import { isQuanchengError, type ErrorCode, type QuanchengError } from '@quancheng/protocol';
import { verifyEndorsedRead, verifyTrustRoot } from '@quancheng/verifier';
import { expect } from 'chai';
import { setTimeout as sleep } from 'node:timers/promises';
import { envelopeList, newCommand, newPossession } from '../chaincode/support/statements.js';
import { AGENCY, agency, registration, type Outcome } from '../chaincode/support/test-world.js';
import { trustRootOf } from '../gateway/support/gateway-world.js';
import { until } from '../gateway/support/http.js';
import { openLedgerWorld, timeIn, type LedgerWorld } from '../gateway/support/ledger-world.js';
import { testSigner } from '../support/evidence/test-keys.js';
import { openCuttableProxy, type CuttableProxy } from './support/cuttable-proxy.js';

describe('ledger', function () {
  this.timeout(60_000);
  let world: LedgerWorld;
  let ledger: Ledger;

  before(async () => {
    world = await openLedgerWorld();
    ({ ledger } = world);
    await world.order(registration(AGENCY, agency.signer));
  });
  after(() => world.close());

  it('submits, waits for the commit, and gives block and result', async () => {
    const tick = await nextTick(ledger);
    const { transactionId, blockNumber } = await submitTick(ledger, tick);
    expect(transactionId).to.match(/^[0-9a-f]{64}$/);
    expect(blockNumber).to.equal(BigInt(world.node.height() - 1));
    expect((await ledger.read(['ledger'])).tick.number).to.equal(tick);
  });

  it('gives the contract’s errors as codes, from evaluate, endorse and endorsed read', async () => {
    await expectCode(ledger.evaluate('attest', ['{}']), 'ARGUMENT_INVALID');
    await expectCode(ledger.submit('tick', ['999']), 'TICK_STALE');
    await expectCode(ledger.endorsedRead(['nothing']), 'ARGUMENT_INVALID');
    await expectCode(ledger.evaluate('nothing', []), 'FUNCTION_UNKNOWN');
    await expectCode(ledger.submit('anchor', ['no-log', '0', '[]', 'x'], { atTick: true }), 'LOG_UNKNOWN');
  });

  it('refuses a channel or chaincode that is not there, with a code', async () => {
    const elsewhere = connectLedger({ ...world.connection, chaincode: 'nothing' });
    await expectCode(elsewhere.evaluate('attest', ['{}']), 'LEDGER_REFUSED', 'NETWORK_UNAVAILABLE');
    elsewhere.close();
  });

  it('reads what is there and what is not', async () => {
    const { values, tick } = await ledger.read(['participant/nobody', `participant/${AGENCY}`]);
    expect(values.get('participant/nobody')).to.equal(null);
    expect(values.get(`participant/${AGENCY}`)).to.include({ id: AGENCY });
    expect(tick.number).to.be.at.least(1);
  });

  it('has all organisations endorse a read, which the verifier accepts', async () => {
    const nonce = 'ab'.repeat(16);
    const { payload, answers } = await ledger.endorsedRead([`participant/${AGENCY}`, 'ledger'], nonce);
    const height = world.node.height();
    const read = verifyEndorsedRead(payload, verifyTrustRoot(trustRootOf(world)), { nonce });
    expect(read.answers.map(({ key }) => key)).to.deep.equal(['ledger', `participant/${AGENCY}`]);
    expect(answers.values.get('ledger')).to.deep.equal(read.answers[0]!.value);
    expect(world.node.height()).to.be.at.least(height);
  });

  it('tries again what lost a race, so that the contract can say why', async () => {
    const results = await Promise.all(['race 1', 'race 2', 'race 3'].map((name) => addKey(ledger, name, 1)));
    const outcomes = results.map(({ result }) => readOutcomes(result)[0]! as Outcome);
    expect(outcomes.filter(({ outcome }) => outcome === 'done')).to.have.length(1);
    expect(outcomes.filter(({ code }) => code === 'VERSION_CONFLICT')).to.have.length(2);
  });

  it('says so when its attempts are used up', async () => {
    const settled = await Promise.allSettled(['once 1', 'once 2'].map((name) => addKey(ledger, name, 2, 1)));
    const rejected = settled.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    // Both may have met in different blocks; then the second was endorsed after the first.
    for (const { reason } of rejected) expect((reason as QuanchengError).code).to.equal('LEDGER_CONFLICT');
    expect(settled.some(({ status }) => status === 'fulfilled')).to.equal(true);
  });

  const replays = 'replays events from a block on, each once and in order, over a lost connection';
  for (const withWrites of [false, true]) {
    it(`${replays}${withWrites ? ', with what was written' : ''}`, async () => {
      const proxy = await openCuttableProxy(world.connection.endpoint);
      const behind = connectLedger({ ...world.connection, endpoint: proxy.endpoint });
      const seen: LedgerEvent[] = [];
      let interruptions = 0;
      const following = (async () => {
        const options = { fromBlock: 0n, withWrites, onInterrupted: () => (interruptions += 1) };
        for await (const event of behind.events(options)) seen.push(event);
      })();
      try {
        await until(
          () => seen.length,
          (count) => count > 2,
        );
        proxy.cut();
        const tick = await nextTick(ledger);
        await submitTick(ledger, tick);
        await until(
          () => seen.some((event) => tickOf(event) === tick),
          (found) => found,
        );
      } finally {
        behind.close();
        await following;
        await proxy.close();
      }
      expect(interruptions).to.be.at.least(1);
      expect(new Set(seen.map(({ transactionId }) => transactionId)).size).to.equal(seen.length);
      const blocks = seen.map(({ blockNumber }) => blockNumber);
      expect(blocks).to.deep.equal([...blocks].sort((left, right) => Number(left - right)));
      expect(new Set(seen.map(({ name }) => name))).to.deep.equal(
        new Set(['bootstrapped', 'commands', 'ticked']),
      );
    });
  }

  it('gives with its events what their transactions wrote', async () => {
    const end = new AbortController();
    const take = async (options: EventOptions): Promise<LedgerEvent[]> => {
      const seen: LedgerEvent[] = [];
      for await (const event of ledger.events({ ...options, fromBlock: 0n, signal: end.signal })) {
        seen.push(event);
        if (seen.length === 4) break;
      }
      return seen;
    };
    const [alone, written] = await Promise.all([take({}), take({ withWrites: true })]);
    expect(written.map(({ writes: _, ...event }) => event)).to.deep.equal(
      alone.map((event) => ({ ...event, payload: event.payload })),
    );
    for (const { name, payload, writes } of written) {
      if (name === 'bootstrapped') expect([...(writes?.keys() ?? [])]).to.include('ledger');
      if (name !== 'ticked') continue;
      const tick = JSON.parse(Buffer.from(payload).toString()) as { readonly number: number };
      expect([...(writes?.keys() ?? [])]).to.deep.equal([`tick/${tick.number % 3}`]);
    }
    expect(alone.every(({ writes }) => writes === undefined)).to.equal(true);
  });

  it('ends its events when it is closed', async () => {
    const short = connectLedger(world.connection);
    const following = (async () => {
      for await (const event of short.events()) expect(event.name).to.be.a('string');
    })();
    await short.currentTick();
    short.close();
    await following;
  });
});

describe('ledger that cannot be reached', function () {
  this.timeout(60_000);
  let world: LedgerWorld;
  let proxy: CuttableProxy;

  before(async () => {
    // Blocks are cut late, so that a transaction is surely under way when its connection is cut.
    world = await openLedgerWorld(1, { timeoutMs: 1_000 });
    proxy = await openCuttableProxy(world.connection.endpoint);
  });
  after(async () => {
    await proxy.close();
    await world.close();
  });

  it('finds out what became of a transaction whose connection was lost', async () => {
    const ledger = connectLedger({ ...world.connection, endpoint: proxy.endpoint });
    const tick = await nextTick(world.ledger);
    const height = world.node.height();
    const submitted = submitTick(ledger, tick);
    await sleep(400);
    expect(world.node.height()).to.equal(height);
    proxy.cut();
    const { blockNumber } = await submitted;
    expect(Number(blockNumber)).to.be.at.least(height);
    expect((await world.ledger.read(['ledger'])).tick.number).to.equal(tick);
    ledger.close();
  });

  it('never guesses: an outcome that cannot be found out is unknown, by transaction id', async () => {
    const deadlines = { settlement: 500, commitStatus: 200, submit: 200, patience: 200 };
    const ledger = connectLedger({ ...world.connection, deadlines });
    const tick = await nextTick(world.ledger);
    const error = await submitTick(ledger, tick).catch((caught: unknown) => caught);
    expect(isQuanchengError(error, 'OUTCOME_UNKNOWN'), String(error)).to.equal(true);
    expect((error as QuanchengError).detail).to.match(/[0-9a-f]{64}/);
    await until(
      async () => (await world.ledger.read(['ledger'])).tick.number,
      (number) => number === tick,
    );
    ledger.close();
  });

  it('is tried again for a while, then given up, with nothing submitted', async () => {
    await world.stop();
    const impatient = connectLedger({ ...world.connection, deadlines: { patience: 200 } });
    await expectCode(impatient.evaluate('attest', ['{}']), 'NETWORK_UNAVAILABLE');
    await expectCode(impatient.submit('tick', ['2']), 'NETWORK_UNAVAILABLE');
    await expectCode(impatient.endorsedRead(['ledger']), 'NETWORK_UNAVAILABLE');
    impatient.close();
    const patient = connectLedger({ ...world.connection, deadlines: { patience: 30_000 } });
    const waiting = patient.read(['ledger']);
    await world.resume();
    expect((await waiting).tick.number).to.be.at.least(1);
    patient.close();
  });
});

/** The number of the next tick, once it is due. */
async function nextTick(ledger: Ledger): Promise<number> {
  const { tick } = await ledger.read(['ledger']);
  await sleep(Math.max(0, Date.parse(tick.time) + 1_050 - Date.now()));
  return tick.number + 1;
}

function submitTick(ledger: Ledger, number: number) {
  return ledger.submit('tick', [String(number)], { attempts: 1 });
}

function addKey(ledger: Ledger, name: string, expectedVersion: number, attempts?: number) {
  const command = newCommand({
    action: 'key.add',
    target: AGENCY,
    expectedVersion,
    body: { possession: newPossession(AGENCY, testSigner(name)) },
    parties: [agency],
    issued: timeIn(0),
    expires: timeIn(3_600_000),
  });
  return ledger.submit('execute', [envelopeList([command])], {
    atTick: true,
    ...(attempts === undefined ? {} : { attempts }),
  });
}

function tickOf({ name, payload }: LedgerEvent): number | undefined {
  if (name !== 'ticked') return undefined;
  return (JSON.parse(Buffer.from(payload).toString()) as { number: number }).number;
}

async function expectCode(promise: Promise<unknown>, ...codes: readonly ErrorCode[]): Promise<void> {
  const error = await promise.catch((caught: unknown) => caught);
  expect(isQuanchengError(error), String(error)).to.equal(true);
  expect((error as QuanchengError).code, (error as QuanchengError).message).to.be.oneOf(codes);
}
