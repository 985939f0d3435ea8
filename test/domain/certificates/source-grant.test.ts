import type { Grant } from '@quancheng/domain';
import type { JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import type { RecordPlay } from '../support/record-play.js';
import { description, digests, rights } from './certificate-fixtures.js';
import { act, holder, newStage, NOTICE_ENDS, registrar } from './certificate-stage.js';
import { shift } from './moments.js';

const GRANT = 'grantor/grant-1';
const FROM = '2026-11-01T00:00:00.000Z';
const TO = '2028-11-01T00:00:00.000Z';
const MIDNIGHT = '2028-10-31T16:00:00.000Z';

interface GrantState {
  readonly status?: Grant['status'];
  readonly operator?: string;
  readonly to?: string;
}

/** The grant’s own machine has tests of its own; here it is simply there. */
function grant(
  play: RecordPlay,
  { status = 'active', operator = 'holder', to = TO }: GrantState,
): RecordPlay {
  const products = [
    { name: '公交到站预测', use: 'public-benefit' },
    { name: '客流指数', use: 'industrial' },
  ];
  const value = { id: GRANT, status, operator, terms: { from: FROM, to, products }, version: 1 };
  return play.put({ kind: 'grant', value: value as unknown as Grant });
}

const describing = (change: JsonObject = {}, product = '客流指数'): JsonObject => ({
  ...description,
  source: {
    kind: 'authorised',
    statement: '公共数据授权运营',
    proof: digests('5'),
    agreementEnds: TO,
    grant: { name: GRANT, product },
    ...change,
  },
});

async function drafted(content = describing(), state: GrantState = {}): Promise<RecordPlay> {
  const play = grant(await newStage(), state);
  await act(play, 'draft', [holder], { description: content });
  return play;
}

async function publicised(): Promise<RecordPlay> {
  const play = await drafted();
  await act(play, 'apply', [holder]);
  for (const action of ['accept', 'review', 'publicise']) await act(play, action, [registrar]);
  return play.waitUntil(NOTICE_ENDS);
}

describe('a certificate whose source is an operation grant', () => {
  it('names a grant that exists', async () => {
    const play = await newStage();
    expect(await act(play, 'draft', [holder], { description: describing() })).to.equal('done');
    expect(await act(play, 'apply', [holder])).to.equal('REFERENCE_UNKNOWN');
    expect(await act(grant(play, {}), 'apply', [holder])).to.equal('done');
  });

  const mismatches: readonly (readonly [string, JsonObject, GrantState])[] = [
    ['another’s grant', describing(), { operator: 'transferee' }],
    ['a product that the grant doesn’t have', describing({}, '客流指数 2'), {}],
    ['an end after the grant’s', describing({ agreementEnds: shift(TO, 1) }), {}],
    ['another kind of source', describing({ kind: 'bought' }), {}],
  ];
  for (const [what, content, state] of mismatches) {
    it(`says what the grant says: not ${what}`, async () => {
      expect(await act(await drafted(content, state), 'apply', [holder])).to.equal('GRANT_MISMATCH');
      const play = await drafted();
      await act(play, 'apply', [holder]);
      await act(play, 'accept', [registrar]);
      await act(play, 'request-correction', [registrar]);
      const body = { description: content, rights };
      expect(await act(grant(play, state), 'supplement', [holder], body)).to.equal('GRANT_MISMATCH');
      const registered = await publicised();
      await act(registered, 'register', [registrar], { validTo: MIDNIGHT });
      grant(registered, state);
      expect(await act(registered.fork(), 'correct', [registrar], body)).to.equal('GRANT_MISMATCH');
      expect(await act(registered, 'change', [holder, registrar], body)).to.equal('GRANT_MISMATCH');
    });
  }

  it('is changed to say what it says of the grant by then', async () => {
    const registered = await publicised();
    await act(registered, 'register', [registrar], { validTo: MIDNIGHT });
    const body = { description: describing({}, '公交到站预测'), rights };
    expect(await act(registered.fork(), 'change', [holder, registrar], body)).to.equal('done');
    expect(await act(registered, 'correct', [registrar], body)).to.equal('done');
  });

  it('is applied for, registered and renewed only while the grant is in force', async () => {
    for (const status of ['filed', 'suspended', 'renewed', 'expired', 'terminated'] as const) {
      expect(await act(await drafted(describing(), { status }), 'apply', [holder]), status).to.equal(
        'GRANT_NOT_IN_FORCE',
      );
      const play = grant(await publicised(), { status });
      const outcome = await act(play, 'register', [registrar], { validTo: MIDNIGHT });
      expect(outcome, status).to.equal('GRANT_NOT_IN_FORCE');
    }
    const play = await publicised();
    await act(play, 'register', [registrar], { validTo: '2028-01-31T16:00:00.000Z' });
    play.waitUntil('2028-01-01T00:00:00.000Z');
    const renew = (stage: RecordPlay) =>
      act(stage, 'renew', [holder, registrar], { validTo: '2028-09-30T16:00:00.000Z' });
    expect(await renew(grant(play.fork(), { status: 'suspended' }))).to.equal('GRANT_NOT_IN_FORCE');
    expect(await renew(play)).to.equal('done');
  });

  it('ends no later than the grant', async () => {
    const play = await publicised();
    const register = (validTo: string) => act(play.fork(), 'register', [registrar], { validTo });
    expect(await register(TO)).to.equal('done');
    expect(await register(shift(TO, 1))).to.equal('SOURCE_AGREEMENT_EXCEEDED');
  });

  it('may also be authorised by what is not on this ledger', async () => {
    const { grant: named, ...source } = describing()['source'] as JsonObject;
    expect(named).to.include({ name: GRANT });
    const play = await drafted({ ...description, source }, { status: 'terminated' });
    expect(await act(play, 'apply', [holder])).to.equal('done');
  });
});
