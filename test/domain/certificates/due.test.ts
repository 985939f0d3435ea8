import { dueOf, governingVersionOf, type Register } from '@quancheng/domain';
import { expect } from 'chai';
import { dueRowsOf } from '../support/due-rows.js';
import { HOLDER, REGISTRY } from './certificate-fixtures.js';
import { scenes, type Scene } from './certificate-scenes.js';
import { bodies, certificateOf, NOTICE_ENDS, VALID_TO } from './certificate-stage.js';

const registrars = [REGISTRY, 'registry-2'];
const all = [HOLDER, ...registrars];
/** Sixty days before the validity ends. */
const RENEWAL = new Date(Date.parse(VALID_TO) - 60 * 86_400_000).toISOString();

/** What is due, when, and of whom. */
async function dueAfter(scene: Scene): Promise<readonly (readonly unknown[])[]> {
  const play = await scene();
  const value = certificateOf(play);
  const version = governingVersionOf({ kind: 'certificate', value });
  const rules = version === undefined ? undefined : (play.value(`register/${version.name}`) as Register);
  return dueOf({ kind: 'certificate', value }, rules).map(({ what, time, whose }) => [what, time, whose]);
}

describe('what is due of a certificate', () => {
  const ends = [
    ['renewal-window', RENEWAL, [HOLDER]],
    ['validity-end', VALID_TO, all],
  ];
  const freeze = ['freeze-end', bodies['certificate.freeze']!['until'], ['court', HOLDER]];
  const expected: Partial<Record<keyof typeof scenes, readonly unknown[]>> = {
    draft: [],
    // Three working days after a Monday; twenty, of which one is a Saturday that is worked.
    applied: [['acceptance', '2026-11-26T16:00:00.000Z', registrars]],
    accepted: [['review', '2026-12-18T16:00:00.000Z', registrars]],
    correction: [],
    reviewed: [],
    publicised: [['notice-end', NOTICE_ENDS, all]],
    objected: [['notice-end', NOTICE_ENDS, all]],
    registered: ends,
    'registered, frozen': [...ends, freeze],
    'expired, frozen': [freeze],
    'revoked, frozen': [freeze],
    expired: [],
    cancelled: [],
  };
  for (const [scene, due] of Object.entries(expected)) {
    it(scene, async () => {
      expect(await dueAfter(scenes[scene as keyof typeof scenes])).to.deep.equal(due);
    });
  }

  it('follows the register’s version that governs, and without it whose the register is', async () => {
    const value = certificateOf(await scenes.applied());
    expect(governingVersionOf({ kind: 'certificate', value })).to.deep.equal({
      kind: 'register',
      name: value.register,
      version: 1,
    });
    const draft = certificateOf(await scenes.draft());
    expect(governingVersionOf({ kind: 'certificate', value: draft })).to.equal(undefined);
    expect(dueOf({ kind: 'certificate', value }, undefined).map(({ whose }) => whose)).to.deep.equal([
      [REGISTRY],
    ]);
    const registered = certificateOf(await scenes.registered());
    const known = dueOf({ kind: 'certificate', value: registered }, undefined).map(({ what }) => what);
    expect(known).to.deep.equal(['validity-end']);
    const { validTo, ...undated } = registered;
    expect(dueOf({ kind: 'certificate', value: undated }, undefined)).to.deep.equal([]);
    expect(validTo).to.equal(VALID_TO);
  });

  it('while it is awaited, in the public view where the register shows it', () => {
    const [hidden, shown] = [
      { hasEnglish: true, isPublic: false },
      { hasEnglish: true, isPublic: true },
    ];
    expect(dueRowsOf('certificate')).to.deep.equal([
      { what: 'acceptance', zh: '受理期限', nature: 'deadline', in: ['applied'], ...hidden },
      { what: 'review', zh: '形式审核期限', nature: 'deadline', in: ['accepted'], ...hidden },
      { what: 'notice-end', zh: '公示期届满', nature: 'end', in: ['publicised', 'objected'], ...shown },
      { what: 'renewal-window', zh: '可以申请续展', nature: 'opening', in: ['registered'], ...shown },
      { what: 'validity-end', zh: '有效期届满', nature: 'end', in: ['registered'], ...shown },
      {
        what: 'freeze-end',
        zh: '冻结期限届满',
        nature: 'end',
        in: ['registered', 'expired', 'revoked'],
        ...hidden,
      },
    ]);
  });
});
