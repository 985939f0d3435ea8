import type { JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import { digests } from '../certificates/certificate-fixtures.js';
import { certificateOf } from '../certificates/certificate-stage.js';
import type { RecordPlay } from '../support/record-play.js';
import {
  bodies,
  court,
  deal,
  encumbranceOf,
  external,
  pledgee,
  pledgeName,
  pledgeOf,
  pledgeScenes,
  pledgor,
  REGISTERED,
  RIGHT,
  second,
  secondName,
} from './pledge-stage.js';

const { active, released, disputed } = pledgeScenes;
const asserted = (by: string, document: string, time = REGISTERED): JsonObject => ({
  by,
  at: { tick: 1, time },
  document: digests(document),
});
const lienOf = (play: RecordPlay, name = pledgeName) =>
  encumbranceOf(play).liens.find(({ pledge }) => pledge === name);

describe('a release', () => {
  it('names the debt and the collateral of the pledge that it is about', async () => {
    const play = await active();
    const wrong: readonly (readonly [JsonObject, string])[] = [
      [{ certificate: 'holder/other' }, 'RELEASE_COLLATERAL_MISMATCH'],
      [{ right: '数据加工使用权' }, 'RELEASE_COLLATERAL_MISMATCH'],
      [{ debt: digests('d') }, 'RELEASE_AMOUNT_MISMATCH'],
      [{ debt: { sha256: '1'.repeat(64), sm3: 'd'.repeat(64) } }, 'RELEASE_AMOUNT_MISMATCH'],
    ];
    for (const action of ['release', 'release-part'] as const) {
      for (const [change, code] of wrong)
        expect(await deal(play.fork(), action, [pledgee], change), action).to.equal(code);
    }
    const another = { ...bodies['pledge.release'], debt: digests('1') };
    await deal(play, 'register', [second], { external: { ...external, number: '中登 7' } }, secondName);
    expect(await deal(play, 'release', [second], another, secondName)).to.equal('RELEASE_AMOUNT_MISMATCH');
    expect(certificateOf(play)).to.include({ pledges: 2 });
  });

  it('takes one pledge off and leaves the others', async () => {
    const play = await released();
    expect(pledgeOf(play)).to.deep.include({ status: 'released', resumes: 'active', document: digests('f') });
    expect(certificateOf(play)).to.deep.include({ pledges: 1, document: digests('f') });
    expect(encumbranceOf(play).liens.map(({ pledge }) => pledge)).to.deep.equal([secondName]);
  });

  it('of a part leaves a smaller debt and no larger portion', async () => {
    expect(await deal(await active(), 'release-part', [pledgee], { portion: 61 })).to.equal(
      'RELEASE_PART_LARGER',
    );
    const play = await active();
    expect(await deal(play.fork(), 'release-part', [pledgee], { portion: 60 })).to.equal('done');
    await deal(play, 'release-part', [court]);
    expect(pledgeOf(play)).to.deep.include({ debt: digests('0'), portion: 30, document: digests('e') });
    expect(lienOf(play)).to.include({ portion: 30 });
    expect(lienOf(play, secondName)).to.include({ portion: 40 });
    expect(await deal(play, 'release', [pledgee])).to.equal('RELEASE_AMOUNT_MISMATCH');
    expect(await deal(play, 'release', [pledgee], { debt: digests('0') })).to.equal('done');
  });
});

describe('a dispute about a release', () => {
  it('is notice and takes nothing', async () => {
    const play = await disputed();
    expect(pledgeOf(play).dispute).to.deep.equal(asserted('bank', '1'));
    expect(pledgeOf(play).document).to.deep.equal(digests('1'));
    expect(certificateOf(play)).to.include({ pledges: 1 });
    await deal(play, 'end-dispute', [court]);
    expect(pledgeOf(play)).to.deep.include({
      status: 'released',
      dispute: asserted('bank', '1'),
      document: digests('2'),
    });
  });

  it('ends with the pledge as it was, in its rank, if a court reinstates it', async () => {
    for (const [scene, dispute] of [
      [disputed, asserted('bank', '1')],
      [released, asserted('court', '3')],
    ] as const) {
      const play = await scene();
      expect(await deal(play, 'reinstate', [court])).to.equal('done');
      const pledge = pledgeOf(play);
      expect(pledge).to.deep.include({ status: 'active', order: 1, external, document: digests('3') });
      expect(pledge).not.to.have.property('resumes');
      expect(pledge.dispute).to.deep.equal({ ...dispute, reinstated: asserted('court', '3') });
      expect(certificateOf(play)).to.deep.include({ pledges: 2, document: digests('3') });
      const { registry, number } = external;
      expect(encumbranceOf(play).liens.at(-1)).to.deep.equal({
        pledge: pledgeName,
        pledgee: 'bank',
        right: RIGHT,
        portion: 60,
        exclusive: false,
        external: { registry, number },
      });
    }
  });

  it('is reinstated whether or not there is room', async () => {
    const play = await released();
    const third = { pledgee: 'bank-3', portion: 60 };
    await deal(play, 'contract', [pledgor, 'participant:bank-3'], third, 'bank-3/p');
    expect(await deal(play, 'reinstate', [court])).to.equal('done');
    expect(certificateOf(play)).to.include({ pledges: 3 });
  });

  it('leaves no room for others beside what was exclusive', async () => {
    const play = await pledgeScenes.absent();
    await deal(play, 'contract', [pledgor, pledgee], { exclusive: true, portion: 10 });
    await deal(play, 'register', [pledgee]);
    await deal(play, 'release', [pledgee]);
    await deal(
      play,
      'contract',
      [pledgor, 'participant:bank-3'],
      { pledgee: 'bank-3', portion: 10 },
      'bank-3/p',
    );
    await deal(play, 'reinstate', [court]);
    const fourth = { pledgee: 'bank-4', portion: 10 };
    const refused = await deal(play, 'contract', [pledgor, 'participant:bank-4'], fourth, 'bank-4/p');
    expect(refused).to.equal('COLLATERAL_EXCLUSIVE');
  });

  it('of a registration that never came to be recorded has no number', async () => {
    const { external: none, ...bare } = pledgeOf(await released());
    const play = await released();
    play.put({ kind: 'pledge', value: bare });
    await deal(play, 'reinstate', [court]);
    expect(lienOf(play)).not.to.have.property('external');
    expect(none).to.deep.equal(external);
  });
});
