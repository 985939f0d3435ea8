import { expect } from 'chai';
import { openEventStream, takeEvents } from './support/event-stream.js';
import { bank, court, rival } from './support/record-parties.js';
import {
  activation,
  offer,
  openRecordWorld,
  pauseOrResume,
  type RecordWorld,
} from './support/record-world.js';

describe('events of records', function () {
  this.timeout(120_000);
  let records: RecordWorld;

  before(async () => {
    records = await openRecordWorld();
    await records.order(offer('bank/c1'));
    await records.order(activation('bank/c1'));
    await records.settled('/v1/consents/bank/c1', bank, 2);
  });
  after(() => records.close());

  const open = (after?: string, by = bank) => openEventStream(records.world.gateway.address, by, after);

  it('come as CloudEvents, as each reader may see them, and go on from any of them', async () => {
    const stream = await open();
    const [purpose, offered, activated] = await takeEvents(stream, 3);
    expect(purpose?.type).to.equal('quancheng.purpose.define');
    expect(offered).to.include({
      specversion: '1.0',
      subject: 'consent/bank/c1',
      type: 'quancheng.consent.offer',
    });
    expect(activated?.type).to.equal('quancheng.consent.activate');
    stream.close();
    const rest = await open(offered?.id);
    expect(await takeEvents(rest, 1)).to.deep.equal([activated]);
    rest.close();
    const stranger = await open(undefined, rival);
    expect((await takeEvents(stranger, 1))[0]?.type).to.equal('quancheng.purpose.define');
    stranger.close();
  });

  it('come while they happen, in order, without gap or doubling', async () => {
    const stream = await open(undefined, court);
    for (let version = 2; version < 12; version += 1) await records.order(pauseOrResume('bank/c1', version));
    const events = await takeEvents(stream, 14);
    stream.close();
    expect(new Set(events.map(({ id }) => id)).size).to.equal(14);
    // The purpose, the offer, the activation and with it the count of uses.
    expect(events.slice(4).map(({ type }) => type)).to.deep.equal(
      Array.from({ length: 10 }, (_, index) => `quancheng.consent.${index % 2 === 0 ? 'pause' : 'resume'}`),
    );
  });

  it('end when the gateway is stopped, and go on at the next from the last that came', async () => {
    const stream = await open();
    const before = await takeEvents(stream, 6);
    const restarted = records.world.restart();
    for (;;) if ((await stream.next()) === undefined) break;
    await restarted;
    await records.settled('/v1/consents/bank/c1', bank, 12);
    await records.order(pauseOrResume('bank/c1', 12));
    const resumed = await open(before.at(-1)?.id);
    const after = await takeEvents(resumed, 8);
    resumed.close();
    const whole = await open();
    expect([...before, ...after]).to.deep.equal(await takeEvents(whole, 14));
    whole.close();
  });

  it('from what is no position are refused', async () => {
    const error: unknown = await open('yesterday').catch((cause: unknown) => cause);
    expect(String(error)).to.contain('REQUEST_MALFORMED');
  });
});
