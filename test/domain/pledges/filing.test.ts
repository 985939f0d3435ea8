import type { JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import { digests } from '../certificates/certificate-fixtures.js';
import { certificateOf } from '../certificates/certificate-stage.js';
import type { RecordPlay } from '../support/record-play.js';
import {
  court,
  deal,
  encumbranceOf,
  EXTERNAL_ENDS,
  external,
  FILING_DUE,
  newlyRegistered,
  pledgee,
  pledgeName,
  pledgeOf,
  pledgor,
  REGISTERED,
  registrar,
  second,
  secondName,
  pledgeScenes,
} from './pledge-stage.js';

const { contracted, registered, active, lapsed } = pledgeScenes;
const asserted = (by: string, document: string, time = REGISTERED): JsonObject => ({
  by,
  at: { tick: 1, time },
  document: digests(document),
});
const lienOf = (play: RecordPlay, name = pledgeName) =>
  encumbranceOf(play).liens.find(({ pledge }) => pledge === name);

describe('a pledge’s external registration', () => {
  it('lies in the past and has not ended', async () => {
    const play = await contracted();
    const file = (change: JsonObject) =>
      deal(play.fork(), 'register', [pledgee], { external: { ...external, ...change } });
    expect(await file({ registered: '2026-12-05T16:00:00.001Z' })).to.equal('EXTERNAL_TIMES_INVALID');
    expect(await file({ registered: REGISTERED })).to.equal('done');
    expect(await file({ expires: REGISTERED })).to.equal('EXTERNAL_TIMES_INVALID');
    expect(await file({ expires: '2026-12-05T16:00:00.001Z' })).to.equal('done');
  });

  it('is filed, examined and true by three different words', async () => {
    const play = await registered();
    expect(pledgeOf(play)).to.deep.include({ external, document: digests('6') });
    expect(pledgeOf(play).assertions).to.deep.equal({ filed: asserted('bank', '6') });
    expect(lienOf(play)?.external).to.deep.equal({
      registry: external['registry'],
      number: external['number'],
    });
    await deal(play, 'examine', [registrar]);
    expect(pledgeOf(play).document).to.deep.equal(digests('7'));
    await deal(play, 'adjudge', [court], { finding: 'untrue' });
    expect(pledgeOf(play).document).to.deep.equal(digests('8'));
    expect(pledgeOf(play).assertions).to.deep.equal({
      filed: asserted('bank', '6'),
      examined: asserted('registry', '7'),
      adjudged: { ...asserted('court', '8'), finding: 'untrue' },
    });
    await deal(play, 'prolong', [pledgee]);
    expect(pledgeOf(play).assertions).to.deep.equal({ filed: asserted('bank', 'd') });
  });

  it('may keep its number with its own pledge, and not share it', async () => {
    const play = await registered();
    expect(await deal(play.fork(), 'register', [second], {}, secondName)).to.equal('EXTERNAL_NUMBER_TAKEN');
    const elsewhere = { external: { ...external, registry: '另一登记机构' } };
    expect(await deal(play.fork(), 'register', [second], elsewhere, secondName)).to.equal('done');
    const other = { external: { ...external, number: '中登 0009' } };
    expect(await deal(play.fork(), 'register', [second], other, secondName)).to.equal('done');
    expect(await deal(play, 'prolong', [pledgee])).to.equal('done');
    expect(pledgeOf(play).external).to.include({ expires: '2031-12-05T00:00:00.000Z' });
  });

  it('is prolonged by what can be so', async () => {
    const prolong = async (change: JsonObject) => {
      const play = await active();
      await deal(play, 'register', [second], { external: { ...external, number: '中登 7' } }, secondName);
      const renewed = { ...external, expires: '2031-12-05T00:00:00.000Z', ...change };
      return await deal(play, 'prolong', [pledgee], { external: renewed });
    };
    expect(await prolong({ registered: '2026-12-05T16:00:00.001Z' })).to.equal('EXTERNAL_TIMES_INVALID');
    expect(await prolong({ number: '中登 7' })).to.equal('EXTERNAL_NUMBER_TAKEN');
    expect(await prolong({ number: '中登 8' })).to.equal('done');
  });

  it('keeps its time while it lasts, and begins anew after its end', async () => {
    const prolong = (play: RecordPlay, change: JsonObject) =>
      deal(play, 'prolong', [pledgee], {
        external: { ...external, expires: '2031-12-05T00:00:00.000Z', ...change },
      });
    expect(await prolong(await active(), { registered: '2026-12-05T14:59:59.999Z' })).to.equal(
      'EXTERNAL_TIME_EARLIER',
    );
    expect(await prolong(await active(), {})).to.equal('done');
    expect(await prolong(await lapsed(), {})).to.equal('EXTERNAL_TIME_EARLIER');
    expect(await prolong(await lapsed(), { registered: '2028-12-04T23:59:59.999Z' })).to.equal(
      'EXTERNAL_TIME_EARLIER',
    );
    const play = await lapsed();
    expect(await deal(play, 'prolong', [pledgee], newlyRegistered)).to.equal('done');
    expect(pledgeOf(play)).to.include({ status: 'active' });
    expect(pledgeOf(play)).not.to.have.property('resumes');
    expect(lienOf(play)?.external?.number).to.equal('中登 0002');
  });

  it('ends by time, which anybody may say', async () => {
    const play = await active();
    play.waitUntil('2028-12-04T23:59:59.999Z');
    expect(await deal(play, 'lapse', ['participant:x'])).to.equal('EXTERNAL_CURRENT');
    play.waitUntil(EXTERNAL_ENDS);
    expect(await deal(play, 'lapse', ['participant:x'])).to.equal('done');
    expect(pledgeOf(play)).to.include({ status: 'lapsed', resumes: 'active' });
    expect(pledgeOf(play)).not.to.have.property('document');
    expect(certificateOf(play)).to.include({ pledges: 2 });
  });

  it('is current when the debt arises', async () => {
    const play = await registered();
    play.waitUntil('2028-12-04T23:59:59.999Z');
    expect(await deal(play, 'activate', [pledgor, pledgee])).to.equal('done');
    expect(pledgeOf(play).document).to.deep.equal(digests('9'));
  });

  it('comes within its time, or anybody ends the contract', async () => {
    const play = await contracted();
    play.waitUntil('2026-12-18T15:59:59.999Z');
    expect(await deal(play, 'drop', ['participant:x'])).to.equal('PLEDGE_FILING_OPEN');
    play.waitUntil(FILING_DUE);
    expect(await deal(play.fork(), 'register', [pledgee])).to.equal('done');
    expect(await deal(play, 'drop', ['participant:x'])).to.equal('done');
    expect(pledgeOf(play)).not.to.have.property('document');
    expect(encumbranceOf(play).liens.map(({ pledge }) => pledge)).to.deep.equal([secondName]);
    expect(certificateOf(play)).to.include({ pledges: 1 });
    expect(certificateOf(play)).not.to.have.property('document');
  });
});
