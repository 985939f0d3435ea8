import { dueOf, isHolding, readersOf, type Certificate, type Hold } from '@quancheng/domain';
import type { JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import { digests, MONDAY, PRODUCT, product } from '../support/market-ground.js';
import type { RecordPlay } from '../support/record-play.js';
import {
  act,
  attempt,
  commission,
  court,
  custodian,
  DUE,
  emptyStage,
  freeze,
  frozenScenes,
  HOLD,
  preserve,
  preservedScenes,
  secondCustodian,
  UNTIL,
} from './hold-stage.js';

const at = { tick: 1, time: MONDAY };
const holdIn = (play: RecordPlay) => play.value(`hold/${HOLD}`) as Hold;
const productIn = (play: RecordPlay) => play.value(`certificate/${PRODUCT}`) as Certificate;

describe('holds that freeze', () => {
  it('freeze the certificates in the same transaction, as the court would', async () => {
    const play = await frozenScenes['filed']!();
    expect(productIn(play)).to.deep.include({
      version: 2,
      freezes: [{ court: 'court', document: digests('5'), since: at, until: UNTIL }],
      document: digests('5'),
    });
    const other = await preservedScenes['filed']!();
    expect(productIn(other)).to.deep.include({ version: 1, freezes: [] });
  });

  it('freeze registered certificates and nothing else', async () => {
    const give = (play: RecordPlay, change: JsonObject = {}) =>
      attempt(play, 'hold.file', [commission, court], { ...freeze, ...change });
    expect(await give(emptyStage(), { records: [] })).to.equal('FREEZE_TARGET_INVALID');
    const revoked = emptyStage().put({ kind: 'certificate', value: { ...product, status: 'revoked' } });
    expect(await give(revoked)).to.equal('FREEZE_TARGET_INVALID');
    const mixed = emptyStage().put({ kind: 'report', value: { id: PRODUCT, status: 'registered' } as never });
    const both = { records: ['certificate', 'report'].map((kind) => ({ kind, name: PRODUCT })) };
    expect(await give(mixed, both)).to.equal('FREEZE_TARGET_INVALID');
    const second = emptyStage().put(
      { kind: 'certificate', value: { ...product, id: 'operator/a' } },
      { kind: 'certificate', value: { ...product, id: 'operator/b', status: 'expired' } },
    );
    const two = { records: ['a', 'b'].map((name) => ({ kind: 'certificate', name: `operator/${name}` })) };
    expect(await give(second, two)).to.equal('FREEZE_TARGET_INVALID');
  });

  it('not twice by one document', async () => {
    const play = await frozenScenes['filed']!();
    const again = (change: JsonObject) =>
      attempt(play, 'hold.file', [commission, court], { ...freeze, ...change }, 'commission/hold-2');
    expect(await again({})).to.equal('FREEZE_EXISTS');
    play.put({ kind: 'certificate', value: { ...product, id: 'operator/another' } });
    const both = ['operator/another', PRODUCT].map((name) => ({ kind: 'certificate', name }));
    expect(await again({ records: both })).to.equal('FREEZE_EXISTS');
    expect(await again({ order: digests('e') })).to.equal('done');
  });

  it('what is released is free, and what others froze stays frozen', async () => {
    const play = await frozenScenes['decided']!();
    await act(
      play,
      'hold.file',
      [commission, court],
      { ...freeze, order: digests('e') },
      'commission/hold-2',
    );
    await act(play, 'hold.release', [court]);
    expect(productIn(play).freezes.map(({ document }) => document)).to.deep.equal([digests('e')]);
    expect(productIn(play).document).to.deep.equal(digests('c'));
  });

  it('what the court released before is left alone', async () => {
    const play = await frozenScenes['withdrawn']!();
    await play.must({
      action: 'certificate.unfreeze',
      target: PRODUCT,
      by: [court],
      body: { document: digests('f'), releases: '5'.repeat(64) },
    });
    await act(play, 'hold.release', [court]);
    expect(productIn(play)).to.deep.include({ version: 3, freezes: [] });
    expect(holdIn(play)).to.include({ status: 'released' });
  });

  it('a hold that froze nothing changes no certificate when it is released', async () => {
    const play = await preservedScenes['released']!();
    expect(productIn(play).version).to.equal(1);
  });
});

describe('holds, as others see them', () => {
  it('a notice is listed with its records, what is kept with its custodians alone', async () => {
    const listed = async (measure: string, by = [commission]) => {
      const play = await act(emptyStage(), 'hold.file', by, { ...preserve, measure });
      return play.keys().filter((key) => key.startsWith('collection/holds/'));
    };
    const custodians = ['collection/holds/keeper-1', 'collection/holds/keeper-2'];
    expect(await listed('preserve')).to.deep.equal(custodians);
    expect(await listed('notice')).to.deep.equal([...custodians, `collection/holds/${PRODUCT}`]);
    expect(await listed('freeze', [commission, court])).to.deep.equal([
      ...custodians,
      `collection/holds/${PRODUCT}`,
    ]);
  });

  it('one collection for two records of one name', async () => {
    const play = emptyStage().put({ kind: 'report', value: { id: PRODUCT } as never });
    const records = ['certificate', 'report'].map((kind) => ({ kind, name: PRODUCT }));
    await act(play, 'hold.file', [commission], { ...preserve, measure: 'notice', records });
    expect(play.value(`collection/holds/${PRODUCT}`)).to.include({ count: 1 });
  });

  it('every step is an entry', async () => {
    const play = await frozenScenes['released']!();
    expect(play.value(`collection/holds/${PRODUCT}`)).to.include({ count: 5 });
    const answered = await preservedScenes['notified, one answered']!();
    expect(answered.value('collection/holds/keeper-1')).to.include({ count: 3 });
  });

  it('what is kept is its parties’ to read, what warns is everybody’s', async () => {
    const read = (hold: Hold) => readersOf({ kind: 'hold', value: hold }, {});
    const parties = ['commission', 'keeper-1', 'keeper-2'];
    expect(read(holdIn(await preservedScenes['filed']!()))).to.deep.equal(parties);
    expect(read(holdIn(await frozenScenes['filed']!()))).to.equal('everyone');
  });

  it('it holds until it is released or its end has come', () => {
    const holding = (status: string, time = MONDAY) => isHolding({ status, until: UNTIL } as Hold, { time });
    expect(['filed', 'notified', 'withdrawn'].map((status) => holding(status))).to.deep.equal([
      true,
      true,
      true,
    ]);
    expect(holding('released')).to.equal(false);
    expect(holding('filed', UNTIL)).to.equal(false);
  });

  it('custodians who have not answered are due; all keep until the end', async () => {
    const due = (play: RecordPlay) =>
      dueOf({ kind: 'hold', value: holdIn(play) }, undefined).map(({ what, time, whose }) => [
        what,
        time,
        whose,
      ]);
    const end = ['hold-end', UNTIL, ['commission', 'keeper-1', 'keeper-2']];
    expect(due(await preservedScenes['filed']!())).to.deep.equal([end]);
    expect(due(await preservedScenes['notified']!())).to.deep.equal([
      ['acknowledgement', DUE, ['keeper-1', 'keeper-2']],
      end,
    ]);
    const play = await preservedScenes['notified, one answered']!();
    expect(due(play)).to.deep.equal([['acknowledgement', DUE, ['keeper-2']], end]);
    await act(play, 'hold.acknowledge', [secondCustodian]);
    expect(holdIn(play).document).to.deep.equal(digests('7'));
    expect(due(play)).to.deep.equal([end]);
    expect(holdIn(play).acknowledgements).to.deep.equal([
      { custodian: 'keeper-1', at, document: digests('7') },
      { custodian: 'keeper-2', at, document: digests('7') },
    ]);
    expect(due(await preservedScenes['released']!())).to.deep.equal([]);
    expect(due(await frozenScenes['filed']!())[0]?.[2]).to.include('court');
  });

  it('what was exported stays with what was decided', async () => {
    const play = await preservedScenes['decided']!();
    expect(holdIn(play)).to.deep.include({ bundle: digests('9'), document: digests('a') });
    expect(holdIn(await preservedScenes['withdrawn']!()).document).to.deep.equal(digests('b'));
    expect(await attempt(play, 'hold.acknowledge', [custodian])).to.equal('done');
  });
});
