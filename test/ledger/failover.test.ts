import { connectLedger, type Ledger, type LedgerEvent } from '@quancheng/ledger';
import { isQuanchengError } from '@quancheng/protocol';
import { expect } from 'chai';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../gateway/support/http.js';
import { openLedgerWorld, type LedgerWorld } from '../gateway/support/ledger-world.js';
import { openCuttableProxy, type CuttableProxy } from './support/cuttable-proxy.js';

describe('ledger with several gateway peers', function () {
  this.timeout(60_000);
  let world: LedgerWorld;
  let first: CuttableProxy;
  let second: CuttableProxy;
  let ledger: Ledger;

  beforeEach(async () => {
    // Blocks are cut late, so that a transaction is surely under way when its peer goes away.
    world = await openLedgerWorld(1, { timeoutMs: 1_000 });
    const [one, other] = Object.values(world.node.organisations);
    first = await openCuttableProxy(one!.peerEndpoint);
    second = await openCuttableProxy(other!.peerEndpoint);
    ledger = connectLedger({
      ...world.connection,
      endpoint: first.endpoint,
      alternatives: [{ ...world.connection, endpoint: second.endpoint }],
      deadlines: { patience: 5_000 },
    });
  });
  afterEach(async () => {
    ledger.close();
    await first.close();
    await second.close();
    await world.close();
  });

  it('goes on over the next one when the one in use is gone for good', async () => {
    const before = (await ledger.read(['ledger'])).tick.number;
    await first.close();
    expect((await ledger.read(['ledger'])).tick.number).to.be.at.least(before);
    expect((await ledger.endorsedRead(['ledger'])).payload.length).to.be.greaterThan(0);
  });

  it('learns from another peer what became of a transaction that its own had taken', async () => {
    const number = await dueTick(ledger);
    const height = world.node.height();
    const submitted = ledger.submit('tick', [String(number)], { attempts: 1 });
    await sleep(400);
    expect(world.node.height()).to.equal(height);
    await first.close();
    const { blockNumber, transactionId } = await submitted;
    expect(Number(blockNumber)).to.be.at.least(height);
    expect(transactionId).to.match(/^[0-9a-f]{64}$/);
    expect((await world.ledger.read(['ledger'])).tick.number).to.equal(number);
  });

  it('replays events over the next one, each once', async () => {
    const seen: LedgerEvent[] = [];
    const following = (async () => {
      for await (const event of ledger.events({ fromBlock: 0n })) seen.push(event);
    })();
    await until(
      () => seen.length,
      (count) => count > 0,
    );
    await first.close();
    const number = await dueTick(world.ledger);
    const { transactionId } = await world.ledger.submit('tick', [String(number)]);
    await until(
      () => seen.some((event) => event.transactionId === transactionId),
      (found) => found,
    );
    expect(new Set(seen.map((event) => event.transactionId)).size).to.equal(seen.length);
    ledger.close();
    await following;
  });

  it('passes on a contract’s refusal at once, and a peer’s after it has asked all', async () => {
    const refusal = await ledger.submit('tick', ['999']).catch((error: unknown) => error);
    expect(isQuanchengError(refusal, 'TICK_STALE'), String(refusal)).to.equal(true);
    const elsewhere = connectLedger({
      ...world.connection,
      alternatives: [{ ...world.connection, endpoint: second.endpoint }],
      chaincode: 'nothing',
    });
    const error = await elsewhere.evaluate('attest', ['{}']).catch((caught: unknown) => caught);
    expect(isQuanchengError(error, 'LEDGER_REFUSED'), String(error)).to.equal(true);
    elsewhere.close();
  });
});

/** The number of the next tick, once it is due. */
async function dueTick(ledger: Ledger): Promise<number> {
  const { tick } = await ledger.read(['ledger']);
  await sleep(Math.max(0, Date.parse(tick.time) + 1_050 - Date.now()));
  return tick.number + 1;
}
