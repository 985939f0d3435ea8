import { expect } from 'chai';
import { until } from './support/http.js';
import { timeIn } from './support/ledger-world.js';
import { bank, rival } from './support/record-parties.js';
import { activation, offer, openRecordWorld, type RecordWorld } from './support/record-world.js';

const PATH = '/v1/consents/bank/c1';

describe('records as of a moment', function () {
  this.timeout(60_000);
  let records: RecordWorld;

  before(async () => {
    records = await openRecordWorld();
  });
  after(() => records.close());

  const asOf = (moment: string, by = bank) => records.read(`${PATH}?asOf=${moment}`, by);
  const settled = (moment: string) =>
    until(
      () => asOf(moment),
      ({ json }) => json['code'] !== 'AS_OF_UNSETTLED',
      ({ text }) => text,
    );
  const timeOf = async (version: number): Promise<string> => {
    const { json } = await records.settled(PATH, bank, version);
    return (json['record'] as { readonly at: { readonly time: string } }).at.time;
  };

  it('are those that were in force, once nothing earlier can come', async () => {
    const before = timeIn(-3_600_000);
    await records.order(offer('bank/c1'));
    const offered = await timeOf(1);
    const unsettled = await asOf(timeIn(0));
    expect(unsettled.json).to.include({ status: 409, code: 'AS_OF_UNSETTLED', retryable: true });
    const between = timeIn(0);
    await settled(between);
    await records.order(activation('bank/c1'));
    const activated = await timeOf(2);
    await settled(activated);
    const statusAt = async (moment: string) =>
      ((await asOf(moment)).json['record'] as { status: string }).status;
    expect(await statusAt(offered)).to.equal('offered');
    expect(await statusAt(between)).to.equal('offered');
    expect(await statusAt(activated)).to.equal('active');
    expect((await asOf(before)).json).to.include({ status: 404, code: 'RECORD_UNKNOWN' });
    expect((await asOf(offered, rival)).json).to.include({ status: 404, code: 'RECORD_UNKNOWN' });
    expect((await asOf('2026-03-01')).json).to.include({ status: 400, code: 'REQUEST_MALFORMED' });
  });

  it('are the same after a restart', async () => {
    const offered = (
      (await records.read(`${PATH}/versions`, bank)).json['versions'] as { at: { time: string } }[]
    )[0];
    await records.world.restart();
    const answer = await settled(offered?.at.time ?? '');
    expect(answer.json['record']).to.deep.equal(offered);
  });
});
