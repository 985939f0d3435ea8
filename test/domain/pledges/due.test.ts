import { dueOf, machines, type Priority } from '@quancheng/domain';
import { expect } from 'chai';
import { certificateName } from '../certificates/certificate-fixtures.js';
import {
  bodies,
  EXTERNAL_ENDS,
  FILING_DUE,
  pledgeName,
  pledgeOf,
  pledgeScenes,
  RIGHT,
} from './pledge-stage.js';

const DEBT_ENDS = '2028-12-01T00:00:00.000Z';
const both = ['bank', 'holder'];
const filing = ['external-filing', 'deadline', FILING_DUE, ['bank']];
const lapse = ['external-lapse', 'end', EXTERNAL_ENDS, both];
const lapsed = ['external-lapsed', 'deadline', EXTERNAL_ENDS, both];
const debt = ['debt', 'deadline', DEBT_ENDS, both];

const expected: Readonly<Record<string, readonly unknown[]>> = {
  contracted: [filing],
  registered: [lapse],
  active: [debt, lapse],
  'partly-released': [debt, lapse],
  lapsed: [debt, lapsed],
  enforcing: [lapse],
  released: [],
  disputed: [],
  closed: [],
  withdrawn: [],
};

describe('what is due of a pledge', () => {
  for (const [status, dues] of Object.entries(expected)) {
    it(status, async () => {
      const scene = pledgeScenes[status as keyof typeof pledgeScenes];
      const found = dueOf({ kind: 'pledge', value: pledgeOf(await scene()) }, undefined);
      expect(found.map(({ what, nature, time, whose }) => [what, nature, time, whose])).to.deep.equal(dues);
      expect(found.every(({ isPublic }) => !isPublic)).to.equal(true);
    });
  }

  it('of a priority search, while it runs', () => {
    for (const status of machines.priority.statuses) {
      const value = { status, owner: 'bank', until: FILING_DUE } as Priority;
      const found = dueOf({ kind: 'priority', value }, undefined);
      const window = {
        what: 'priority-window',
        nature: 'end',
        time: FILING_DUE,
        whose: ['bank'],
        isPublic: false,
      };
      expect(found).to.deep.equal(status === 'running' ? [window] : []);
    }
  });
});

describe('what lies on a certificate', () => {
  it('is told by pledges and priority searches alone', () => {
    const { kind, statuses, transitions } = machines.encumbrance;
    expect([kind, statuses, transitions]).to.deep.equal(['encumbrance', ['encumbered', 'free'], {}]);
  });
});

describe('what judging an order about a pledge will read', () => {
  const foreseen = [
    `certificate/${certificateName}`,
    `encumbrance/${certificateName}`,
    `collection/pledges/${certificateName}`,
  ];

  it('is foreseen from the contract, and from the pledge', async () => {
    const { foresee } = machines.pledge;
    expect(foresee?.(bodies['pledge.contract']!, undefined)).to.deep.equal(foreseen);
    const pledge = pledgeOf(await pledgeScenes.active(), pledgeName);
    expect(pledge.right).to.equal(RIGHT);
    expect(foresee?.({ certificate: 'x/y' }, pledge)).to.deep.equal(foreseen);
    for (const certificate of ['no name', 7, 'a/b/c'])
      expect(foresee?.({ certificate }, undefined)).to.deep.equal([]);
  });
});
