import type { JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import { at } from '../certificates/moments.js';
import type { RecordPlay } from '../support/record-play.js';
import { scenes } from './grant-scenes.js';
import {
  act,
  authority,
  digests,
  FROM,
  grantName,
  grantOf,
  grantor,
  MONDAY,
  newStage,
  operator,
  planBody,
  provider,
  terms,
  TO,
} from './grant-stage.js';

const FIVE_YEARS = '2031-12-01T00:00:00.000Z';
const LATER = '2031-12-01T00:00:00.001Z';

const product: JsonObject = { name: '公交到站预测', use: 'public-benefit' };
const share: JsonObject = { provider: 'provider', catalogues: ['公交/站点'] };

async function planning(change: JsonObject, members: JsonObject = {}): Promise<string> {
  return act(await newStage(), 'plan', [grantor], { ...planBody(change), ...members });
}

describe('what an operation grant may say', () => {
  it('is kept as it was planned', async () => {
    const play = await scenes.planned();
    const { id, version, at: time, command, ...contents } = grantOf(play)!;
    expect([id, version, time]).to.deep.equal([grantName, 1, at(MONDAY)]);
    expect(command).to.be.a('string');
    expect(contents).to.deep.equal({
      ...planBody(),
      status: 'planned',
      grantor: 'grantor',
      consents: [],
      suspensions: [],
    });
    expect(play.value('collection/grants/grantor')).to.include({ count: 1 });
    expect(play.value(`entry/grants/grantor/${'1'.padStart(16, '0')}`)).to.include({
      record: `grant/${grantName}`,
      version: 1,
    });
  });

  for (const member of Object.keys(terms)) {
    it(`lacks nothing: without ${member} it is no plan`, async () => {
      const { [member]: left, ...rest } = terms;
      const body = { ...planBody(), terms: rest };
      expect(await act(await newStage(), 'plan', [grantor], body)).to.equal('COMMAND_BODY_INVALID');
    });
  }

  for (const [what, change] of [
    ['an unknown mode', { mode: 'partial' }],
    ['a product for no known use', { products: [{ name: '产品', use: 'military' }] }],
    ['no product', { products: [] }],
    ['no catalogue', { catalogues: [] }],
    ['a product twice', { products: [product, product] }],
    ['an exit of no days', { exit: { arrangement: '删除', document: digests('3'), days: 0 } }],
    ['a provider twice', { shared: [share, share] }],
    ['shared data without a catalogue', { shared: [{ provider: 'provider', catalogues: [] }] }],
    ['a catalogue out of order', { catalogues: ['公交/线路', '公交/站点'] }],
  ] as const satisfies readonly (readonly [string, JsonObject])[]) {
    it(`has a form: ${what}`, async () => {
      expect(await planning(change)).to.equal('COMMAND_BODY_INVALID');
    });
  }

  const numbered = (count: number): readonly string[] =>
    Array.from({ length: count }, (_, index) => String(index).padStart(3, '0'));
  const bounds: Readonly<Record<string, (count: number) => JsonObject>> = {
    catalogues: (count) => ({ catalogues: numbered(count) }),
    products: (count) => ({ products: numbered(count).map((name) => ({ name, use: 'industrial' })) }),
    'days of exit': (days) => ({ exit: { arrangement: '删除', document: digests('3'), days } }),
    'catalogues of shared data': (count) => ({
      shared: [{ provider: 'provider', catalogues: numbered(count) }],
    }),
  };
  for (const [what, most] of Object.entries({
    catalogues: 128,
    products: 128,
    'days of exit': 3650,
    'catalogues of shared data': 128,
  })) {
    it(`has bounds: ${what}`, async () => {
      expect(await planning(bounds[what]!(1))).to.equal('done');
      expect(await planning(bounds[what]!(most))).to.equal('done');
      expect(await planning(bounds[what]!(most + 1))).to.equal('COMMAND_BODY_INVALID');
    });
  }

  it('has bounds: providers of shared data', async () => {
    const shared = (count: number) => ({
      shared: numbered(count).map((provider) => ({ provider, catalogues: ['公交/站点'] })),
    });
    // The form allows them, and then they are unknown.
    expect(await planning(shared(32))).to.equal('REFERENCE_UNKNOWN');
    expect(await planning(shared(33))).to.equal('COMMAND_BODY_INVALID');
  });

  it('names participants that exist', async () => {
    expect(await planning({}, { operator: 'nobody' })).to.equal('REFERENCE_UNKNOWN');
    const shared = [{ provider: 'nobody', catalogues: ['公交/站点'] }];
    expect(await planning({ shared })).to.equal('REFERENCE_UNKNOWN');
  });

  it('is between different participants, and neither provides the shared data', async () => {
    expect(await planning({}, { operator: 'grantor' })).to.equal('GRANT_PARTIES_INVALID');
    for (const who of ['grantor', 'operator']) {
      const shared = [{ provider: who, catalogues: ['公交/站点'] }];
      expect(await planning({ shared }), who).to.equal('GRANT_PARTIES_INVALID');
    }
    expect(await planning({ shared: [] })).to.equal('done');
  });

  it('has a term that is not over', async () => {
    expect(await planning({ from: TO })).to.equal('PERIOD_EMPTY');
    expect(await planning({ from: '2029-11-30T23:59:59.999Z' })).to.equal('done');
    expect(await planning({ from: '2020-01-01T00:00:00.000Z', to: MONDAY })).to.equal('PERIOD_EMPTY');
    expect(await planning({ from: '2026-01-01T00:00:00.000Z', to: '2026-11-23T08:00:00.001Z' })).to.equal(
      'done',
    );
  });

  it('lasts five years at most, unless an exception and its decision say why', async () => {
    expect(await planning({ to: FIVE_YEARS })).to.equal('done');
    expect(await planning({ to: LATER })).to.equal('GRANT_TERM_EXCESSIVE');
    const termException = { reason: '基础设施投资回收期较长', decision: digests('9') };
    expect(await planning({ to: LATER, termException })).to.equal('done');
    expect(await planning({ to: LATER, termException: { reason: '投资' } })).to.equal('COMMAND_BODY_INVALID');
    // Five years after 29 February end with the month.
    const from = '2028-02-29T00:00:00.000Z';
    expect(await planning({ from, to: '2033-03-01T00:00:00.000Z' })).to.equal('done');
    expect(await planning({ from, to: '2033-03-01T00:00:00.001Z' })).to.equal('GRANT_TERM_EXCESSIVE');
  });

  it('forbids redevelopment', async () => {
    expect(await planning({ noRedevelopment: false })).to.equal('REDEVELOPMENT_ALLOWED');
  });

  it('is judged anew when it is revised, and what providers consented to is gone', async () => {
    const play = await scenes['planned, provider consented']();
    expect(grantOf(play)!.consents).to.deep.equal([
      { provider: 'provider', document: digests('8'), at: at(MONDAY) },
    ]);
    for (const [change, code] of [
      [{ noRedevelopment: false }, 'REDEVELOPMENT_ALLOWED'],
      [{ to: FROM }, 'PERIOD_EMPTY'],
      [{ to: LATER }, 'GRANT_TERM_EXCESSIVE'],
      [{ shared: [{ provider: 'operator', catalogues: ['公交/站点'] }] }, 'GRANT_PARTIES_INVALID'],
      [{ shared: [{ provider: 'grantor', catalogues: ['公交/站点'] }] }, 'GRANT_PARTIES_INVALID'],
      [{ renews: 'grantor/none' }, 'REFERENCE_UNKNOWN'],
      [{ renews: grantName }, 'GRANT_RENEWAL_MISMATCH'],
    ] as const satisfies readonly (readonly [JsonObject, string])[]) {
      expect(await act(play.fork(), 'revise', [grantor], planBody(change)), code).to.equal(code);
    }
    expect(await act(play, 'revise', [grantor])).to.equal('done');
    const { consents, document, grantor: whose, terms: revised } = grantOf(play)!;
    expect([consents, document, whose]).to.deep.equal([[], digests('6'), 'grantor']);
    expect(revised.platform).to.equal('省平台');
  });
});

describe('shared data', () => {
  const shared = [
    { provider: 'provider', catalogues: ['公交/站点'] },
    { provider: 'second-provider', catalogues: ['公交/线路'] },
  ];

  it('are shared on only when each provider has signed', async () => {
    const play = await newStage();
    await act(play, 'plan', [grantor], planBody({ shared }));
    await act(play, 'approve', [authority]);
    const sign = (stage: RecordPlay) => act(stage, 'sign', [grantor, operator]);
    expect(await sign(play.fork())).to.equal('PROVIDER_CONSENT_MISSING');
    for (const [who, code] of [
      [provider, 'PROVIDER_CONSENT_MISSING'],
      ['participant:second-provider', 'done'],
    ] as const) {
      expect(await act(play, 'consent', [who])).to.equal('done');
      expect(await sign(play.fork()), who).to.equal(code);
    }
    expect(grantOf(play)!.consents.map((each) => each.provider)).to.deep.equal([
      'provider',
      'second-provider',
    ]);
  });

  it('need nobody’s consent where there are none', async () => {
    const play = await newStage();
    await act(play, 'plan', [grantor], planBody({ shared: [] }));
    await act(play, 'approve', [authority]);
    expect(await act(play, 'consent', [provider])).to.equal('SIGNER_NOT_ENTITLED');
    expect(await act(play, 'sign', [grantor, operator])).to.equal('done');
  });
});
