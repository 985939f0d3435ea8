import type { Hold } from '@quancheng/domain';
import type { JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import { digests, MONDAY, PRODUCT, without } from '../support/market-ground.js';
import type { RecordPlay } from '../support/record-play.js';
import {
  act,
  attempt,
  commission,
  emptyStage,
  frozenScenes,
  HOLD,
  preserve,
  preservedScenes,
} from './hold-stage.js';

const holdIn = (play: RecordPlay) => play.value(`hold/${HOLD}`) as Hold;
const names = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `n${String(index).padStart(2, '0')}`);

describe('rules of filing a hold', () => {
  const breaches: readonly (readonly [string, string, JsonObject])[] = [
    ['an unknown record', 'REFERENCE_UNKNOWN', { records: [{ kind: 'certificate', name: 'a/b' }] }],
    ['an unknown use', 'REFERENCE_UNKNOWN', { records: [{ kind: 'use', name: PRODUCT }] }],
    ['an unknown custodian', 'REFERENCE_UNKNOWN', { custodians: ['nobody'] }],
    ['nobody to keep the originals', 'CUSTODIAN_MISSING', { custodians: [] }],
    ['an end that is now', 'PERIOD_EMPTY', { until: MONDAY }],
    ['no evidence', 'COMMAND_BODY_INVALID', { records: [], statements: [] }],
    ['one party', 'COMMAND_BODY_INVALID', { parties: [digests('2')] }],
    ['another measure', 'COMMAND_BODY_INVALID', { measure: 'delete' }],
    [
      'a participant as evidence',
      'COMMAND_BODY_INVALID',
      { records: [{ kind: 'participant', name: 'a/b' }] },
    ],
    ['digests out of order', 'COMMAND_BODY_INVALID', { statements: ['b'.repeat(64), 'a'.repeat(64)] }],
    ['custodians out of order', 'COMMAND_BODY_INVALID', { custodians: ['keeper-2', 'keeper-1'] }],
    [
      'one record twice',
      'COMMAND_BODY_INVALID',
      { records: [1, 2].map(() => ({ kind: 'certificate', name: PRODUCT })) },
    ],
    ['too many parties', 'COMMAND_BODY_INVALID', { parties: Array.from({ length: 65 }, () => digests('2')) }],
    ['too many custodians', 'COMMAND_BODY_INVALID', { custodians: names(17) }],
    [
      'too many records',
      'COMMAND_BODY_INVALID',
      { records: names(17).map((name) => ({ kind: 'certificate', name: `a/${name}` })) },
    ],
  ];
  for (const [what, code, change] of breaches) {
    it(`${what}: ${code}`, async () => {
      expect(await attempt(emptyStage(), 'hold.file', [commission], change)).to.equal(code);
    });
  }

  it('records alone, or statements alone, are evidence; one custodian is enough', async () => {
    for (const change of [{ records: [] }, { statements: [] }, { custodians: ['keeper-1'] }]) {
      expect(await attempt(emptyStage(), 'hold.file', [commission], change)).to.equal('done');
    }
  });

  it('goes up to its bounds', async () => {
    const most = { parties: Array.from({ length: 64 }, () => digests('2')) };
    expect(await attempt(emptyStage(), 'hold.file', [commission], most)).to.equal('done');
  });

  const kinds = [
    'certificate',
    'consent',
    'grant',
    'objection',
    'pledge',
    'redemption',
    'report',
    'revenue',
    'trade',
    'use',
  ] as const;

  it('lies on any of these kinds of records', async () => {
    for (const kind of kinds) {
      const play = emptyStage().put({ kind, value: { id: 'a/b' } as never });
      await act(play, 'hold.file', [commission], { records: [{ kind, name: 'a/b' }] });
      for (const action of ['hold.withdraw', 'hold.release']) await act(play, action, [commission]);
      expect(holdIn(play), kind).to.deep.include({ status: 'released', document: digests('c') });
    }
  });

  it('only what preserves needs somebody who has it', async () => {
    const notice = { measure: 'notice', custodians: [] };
    expect(await attempt(emptyStage(), 'hold.file', [commission], notice)).to.equal('done');
  });

  it('without case, parties, agreement, order or end it has no form', async () => {
    for (const name of Object.keys(preserve)) {
      const order = { action: 'hold.file', target: HOLD, by: [commission], body: without(preserve, name) };
      expect(await emptyStage().order(order), name).to.equal('COMMAND_BODY_INVALID');
    }
  });

  it('says whose it is, and rests on the order', async () => {
    expect(holdIn(await preservedScenes['filed']!())).to.deep.include({
      commission: 'commission',
      document: digests('5'),
      acknowledgements: [],
    });
    expect(holdIn(await preservedScenes['filed']!())).not.to.have.property('court');
    expect(holdIn(await frozenScenes['filed']!())).to.include({ commission: 'commission', court: 'court' });
  });

  it('the time to answer lies ahead', async () => {
    const play = await preservedScenes['filed']!();
    const outcome = await attempt(play, 'hold.notify', [commission], { acknowledgeDue: MONDAY });
    expect(outcome).to.equal('PERIOD_EMPTY');
  });
});
