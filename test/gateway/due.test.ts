import { newAsyncSigner, newClient, type DueDate } from '@quancheng/sdk';
import { expect } from 'chai';
import type { Party } from '../chaincode/support/statements.js';
import { openGatewayHome } from '../cli/support/gateway-home.js';
import { openEventStream, type CloudEvent } from './support/event-stream.js';
import { until } from './support/http.js';
import { timeIn } from './support/ledger-world.js';
import { bank, court, fund, PERSON, person, rival } from './support/record-parties.js';
import { activation, offer, openRecordWorld, type RecordWorld } from './support/record-world.js';

describe('what is due, at the gateway', function () {
  this.timeout(60_000);
  let records: RecordWorld;

  const due = async (by: Party | undefined, filters = {}): Promise<readonly DueDate[]> => {
    const client = newClient({
      gateway: records.world.gateway.address,
      ...(by === undefined ? {} : { reader: newAsyncSigner(by.signer) }),
    });
    return (await client.due.list({ kind: 'consent', ...filters })).items;
  };
  const shortOf = (items: readonly DueDate[]) => items.map(({ name, what }) => `${name} ${what}`);

  before(async () => {
    records = await openRecordWorld();
    const short = offer('bank/short');
    await records.order({ ...short, body: { ...short.body, expires: timeIn(4_000) } });
    await records.order(offer('bank/long'));
    await records.order(activation('bank/long'));
    await records.order({
      action: 'consent.withdraw',
      target: 'bank/long',
      expectedVersion: 2,
      body: {},
      by: [person],
    });
    await records.settled('/v1/consents/bank/long', bank, 3);
  });
  after(() => records.close());

  it('shows to whoever may read the record, in the calendar of those whom it concerns', async () => {
    const all = [
      'bank/short expiry',
      'bank/long controller-acknowledgement',
      'bank/long recipient-acknowledgement',
    ];
    for (const by of [bank, fund, person, court])
      expect(shortOf(await due(by)), by.participant).to.deep.equal(all);
    for (const by of [rival, undefined]) expect(await due(by)).to.deep.equal([]);
    expect(shortOf(await due(bank, { participant: 'fund' }))).to.deep.equal([all[0], all[1]]);
    expect(shortOf(await due(bank, { participant: PERSON }))).to.deep.equal([all[0]]);
    const [first] = await due(bank);
    expect(first).to.include({ nature: 'end', kind: 'consent' });
    expect(first?.title).to.deep.equal({ en: 'consent expires', zh: '授权到期' });
    expect(first?.record).to.include({ id: 'bank/short', status: 'offered' });
    expect(shortOf(await due(bank, { from: timeIn(60_000) }))).to.deep.equal([all[1], all[2]]);
    expect(shortOf(await due(bank, { to: timeIn(60_000) }))).to.deep.equal([all[0]]);
  });

  it('is told as an event, once the ledger’s time has come so far, and resumed like any other', async () => {
    const path = '/v1/events?kind=consent';
    const stream = await openEventStream(records.world.gateway.address, bank);
    const seen: CloudEvent[] = [];
    while (!seen.some(({ type }) => type.startsWith('quancheng.due.'))) {
      const event = await stream.next();
      if (event === undefined) throw new Error('the stream ended');
      seen.push(event);
    }
    stream.close();
    const told = seen.at(-1);
    expect(told).to.include({ type: 'quancheng.due.consent.expiry', subject: 'consent/bank/short' });
    expect(told?.id).to.match(/^\d+\.500000001$/);
    const before = seen.at(-2);
    const again = await openEventStream(records.world.gateway.address, bank, before?.id);
    expect(await again.next()).to.deep.equal(told);
    again.close();
    const [reached] = await due(bank);
    expect(reached).to.include({ name: 'bank/short', reached: true });
    expect((await records.read(path.replace('kind=consent', 'after=x'), bank)).status).to.equal(400);
  });

  it('leaves the calendar when somebody has acted', async () => {
    await records.order({
      action: 'consent.acknowledge',
      target: 'bank/long',
      expectedVersion: 3,
      body: {},
      by: [bank],
    });
    await until(
      () => due(bank),
      (items) => !shortOf(items).includes('bank/long recipient-acknowledgement'),
      (items) => JSON.stringify(items),
    );
    expect(shortOf(await due(bank))).to.include('bank/long controller-acknowledgement');
  });

  it('is asked for in the right form', async () => {
    for (const query of ['kind=x', 'participant=%20', 'from=yesterday', 'limit=x', 'what=expiry']) {
      expect((await records.read(`/v1/due?${query}`, bank)).status, query).to.equal(400);
    }
  });

  it('on the command line', async () => {
    const { world } = records;
    const home = await openGatewayHome(world.gateway.address, world.configuration.trustRoot);
    try {
      await home.key('bank.json', 'records bank', 'ecdsa-p256-sha256');
      const by = ['--key', home.at('bank.json'), '--participant', 'bank'];
      const overdue = await home.run('due', '--overdue', ...by);
      expect(overdue).to.contain('bank/short').and.to.contain('已到').and.not.to.contain('bank/long');
      expect(await home.run('due', '--of', 'fund', ...by)).to.contain('数据提供方确认撤回的期限');
      expect(await home.run('due')).not.to.contain('bank/');
      expect((await home.attempt('due', '--to', 'tomorrow')).code).to.equal('OPTION_INVALID');
      // A record that is shown is held against what the organisations endorse.
      expect(await home.run('consent', 'show', 'bank/long', ...by)).to.contain('"withdrawn"');
      await home.run('consent', 'history', 'bank/long', ...by);
    } finally {
      await home.remove();
    }
  });
});
