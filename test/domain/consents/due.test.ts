import { dueOf, governingVersionOf, type Consent, type Use } from '@quancheng/domain';
import { expect } from 'chai';
import { dueRowsOf } from '../support/due-rows.js';
import { consentScenes, useScenes } from './consent-scenes.js';
import { CONSENT, DUE, EXPIRES, USE } from './consent-stage.js';

const parties = ['bank', 'fund', 'person'];
/** The purpose’s 72 hours after the withdrawal; the consent’s ten days after the use was opened. */
const [ACKNOWLEDGED, DELETED] = ['2026-11-26T08:00:00.000Z', '2026-12-03T08:00:00.000Z'];

async function consentDue(scene: string): Promise<readonly (readonly unknown[])[]> {
  const value = (await consentScenes[scene]!()).value(`consent/${CONSENT}`) as Consent;
  expect(governingVersionOf({ kind: 'consent', value })).to.equal(undefined);
  return dueOf({ kind: 'consent', value }, undefined).map(({ what, time, whose }) => [what, time, whose]);
}

async function useDue(scene: string, isKnown = true): Promise<readonly (readonly unknown[])[]> {
  const play = await useScenes[scene]!();
  const value = play.value(`use/${USE}`) as Use;
  const governing = { kind: 'consent', name: CONSENT, version: value.consentVersion };
  // Only what was opened is deleted, within what the consent allows.
  expect(governingVersionOf({ kind: 'use', value })).to.deep.equal(
    scene === 'opened' ? governing : undefined,
  );
  const consent = isKnown ? (play.value(`consent/${CONSENT}`) as Consent) : undefined;
  return dueOf({ kind: 'use', value }, consent).map(({ what, time, whose }) => [what, time, whose]);
}

describe('what is due of consents and uses', () => {
  it('a consent’s end, while it may be used or given', async () => {
    for (const scene of ['offered', 'active', 'paused', 'exhausted']) {
      expect(await consentDue(scene), scene).to.deep.equal([['expiry', EXPIRES, parties]]);
    }
    for (const scene of ['expired', 'superseded', 'invalidated']) {
      expect(await consentDue(scene), scene).to.deep.equal([]);
    }
  });

  it('acknowledgements of a withdrawal, until they are given', async () => {
    const [controller, recipient] = [
      ['controller-acknowledgement', ACKNOWLEDGED, ['fund']],
      ['recipient-acknowledgement', ACKNOWLEDGED, ['bank']],
    ];
    expect(await consentDue('withdrawn')).to.deep.equal([controller, recipient]);
    expect(await consentDue('withdrawn, controller knows')).to.deep.equal([recipient]);
    const play = await consentScenes['withdrawn']!();
    const value = play.value(`consent/${CONSENT}`) as Consent;
    const { withdrawal } = value;
    const known = { ...value, withdrawal: { ...withdrawal!, recipient: value.at } };
    const left = dueOf({ kind: 'consent', value: known }, undefined).map(({ what }) => what);
    expect(left).to.deep.equal(['controller-acknowledgement']);
    const { withdrawal: _, ...without } = value;
    expect(dueOf({ kind: 'consent', value: without }, undefined)).to.deep.equal([]);
  });

  it('a use’s next step, and the end of what may be kept', async () => {
    expect(await useDue('reserved')).to.deep.equal([['delivery', DUE, ['fund']]]);
    expect(await useDue('delivered')).to.deep.equal([['opening', DUE, ['bank']]]);
    expect(await useDue('opened')).to.deep.equal([['deletion', DELETED, ['bank']]]);
    expect(await useDue('opened', false)).to.deep.equal([]);
    expect(await useDue('retained')).to.deep.equal([['retention-end', '2027-01-01T00:00:00.000Z', ['bank']]]);
    for (const scene of ['lapsed', 'deleted', 'denied']) expect(await useDue(scene), scene).to.deep.equal([]);
    const value = (await useScenes['retained']!()).value(`use/${USE}`) as Use;
    const { retention: _, ...without } = value;
    expect(dueOf({ kind: 'use', value: without }, undefined)).to.deep.equal([]);
  });

  it('while it is awaited, and never in a public view', () => {
    const row = { nature: 'deadline', hasEnglish: true, isPublic: false };
    expect(dueRowsOf('consent')).to.deep.equal([
      {
        ...row,
        what: 'expiry',
        zh: '授权到期',
        nature: 'end',
        in: ['offered', 'active', 'paused', 'exhausted'],
      },
      { ...row, what: 'controller-acknowledgement', zh: '数据提供方确认撤回的期限', in: ['withdrawn'] },
      { ...row, what: 'recipient-acknowledgement', zh: '数据接收方确认撤回的期限', in: ['withdrawn'] },
    ]);
    expect(dueRowsOf('use')).to.deep.equal([
      { ...row, what: 'delivery', zh: '数据交付期限', in: ['reserved'] },
      { ...row, what: 'opening', zh: '数据接收期限', in: ['delivered'] },
      { ...row, what: 'deletion', zh: '数据删除期限', in: ['opened'] },
      { ...row, what: 'retention-end', zh: '法定留存期届满', in: ['retained'] },
    ]);
  });
});
