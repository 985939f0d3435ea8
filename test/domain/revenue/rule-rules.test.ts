import type { JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import { without } from '../support/market-ground.js';
import { act, attempt, emptyStage, registrar, rule, RULE, ruled } from './revenue-stage.js';

const share = (party: string, millionths: number): JsonObject => ({ party, millionths, isFiscal: false });
const names = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `n${String(index).padStart(2, '0')}`);

describe('rules of revenue rules', () => {
  const breaches: readonly (readonly [string, string, JsonObject])[] = [
    ['an unknown party', 'REFERENCE_UNKNOWN', { shares: [share('nobody', 1_000_000)], remainder: 'nobody' }],
    ['an unknown reconciler', 'REFERENCE_UNKNOWN', { reconciler: 'nobody' }],
    ['an unknown approver', 'REFERENCE_UNKNOWN', { approver: 'nobody' }],
    ['an unknown auditor', 'REFERENCE_UNKNOWN', { auditor: 'nobody' }],
    ['an unknown calendar', 'REFERENCE_UNKNOWN', { calendar: 'bureau/other' }],
    [
      'a millionth less',
      'COMMAND_BODY_INVALID',
      { shares: [share('operator', 999_999)], remainder: 'operator' },
    ],
    [
      'a millionth more',
      'COMMAND_BODY_INVALID',
      { shares: [share('operator', 999_999), share('provider', 2)], remainder: 'operator' },
    ],
    [
      'one party twice',
      'COMMAND_BODY_INVALID',
      { shares: [share('operator', 500_000), share('operator', 500_000)], remainder: 'operator' },
    ],
    [
      'a share of nothing',
      'COMMAND_BODY_INVALID',
      { shares: [share('operator', 1_000_000), share('provider', 0)], remainder: 'operator' },
    ],
    ['no shares', 'COMMAND_BODY_INVALID', { shares: [] }],
    ['the remainder for a stranger', 'COMMAND_BODY_INVALID', { remainder: 'stranger' }],
    ['an approver who reconciles', 'COMMAND_BODY_INVALID', { reconciler: 'finance' }],
    ['an auditor who approves', 'COMMAND_BODY_INVALID', { auditor: 'finance' }],
    ['an auditor who reconciles', 'COMMAND_BODY_INVALID', { auditor: 'exchange' }],
    ['a ceiling below nothing', 'COMMAND_BODY_INVALID', { ceiling: -1 }],
    ['a ceiling with a fraction', 'COMMAND_BODY_INVALID', { ceiling: 0.5 }],
    ['no days to pay', 'COMMAND_BODY_INVALID', { paymentDays: 0 }],
    ['too many days to pay', 'COMMAND_BODY_INVALID', { paymentDays: 367 }],
  ];
  for (const [what, code, change] of breaches) {
    it(`${what}: ${code}`, async () => {
      expect(await attempt(emptyStage(), 'revenue-rule.define', [registrar], change)).to.equal(code);
    });
  }

  it('every member is there', async () => {
    for (const name of Object.keys(rule)) {
      const order = {
        action: 'revenue-rule.define',
        target: RULE,
        by: [registrar],
        body: without(rule, name),
      };
      expect(await emptyStage().order(order), name).to.equal('COMMAND_BODY_INVALID');
    }
  });

  it('one party may get it all; 32 at most', async () => {
    const quick = { paymentDays: 1, reconciliationDays: 1 };
    expect(await attempt(emptyStage(), 'revenue-rule.define', [registrar], quick)).to.equal('done');
    const one = { shares: [share('operator', 1_000_000)], remainder: 'operator', paymentDays: 366 };
    expect(await attempt(emptyStage(), 'revenue-rule.define', [registrar], one)).to.equal('done');
    const many = (count: number) => ({
      shares: names(count).map((party, index) => share(party, index === 0 ? 1_000_001 - count : 1)),
      remainder: 'n00',
    });
    const outcomes = [32, 33].map((count) =>
      attempt(emptyStage(), 'revenue-rule.define', [registrar], many(count)),
    );
    // Those of 32 are not registered here: the form is right.
    expect(await Promise.all(outcomes)).to.deep.equal(['REFERENCE_UNKNOWN', 'COMMAND_BODY_INVALID']);
  });

  it('a change replaces what it says, and is bound by the same rules; closing keeps it', async () => {
    const play = await ruled();
    expect(await attempt(play, 'revenue-rule.change', [registrar], { auditor: 'nobody' })).to.equal(
      'REFERENCE_UNKNOWN',
    );
    await act(play, 'revenue-rule.change', [registrar]);
    expect(play.value(`revenue-rule/${RULE}`)).to.include({ ceiling: 6000, version: 2 });
    await act(play, 'revenue-rule.close', [registrar]);
    expect(play.value(`revenue-rule/${RULE}`)).to.include({ ceiling: 6000, status: 'closed', version: 3 });
  });
});
