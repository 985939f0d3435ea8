import { isReliable, isValidLicence, type Licence, type Report } from '@quancheng/domain';
import type { JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import { digests, MONDAY, PRODUCT, product, without } from '../support/market-ground.js';
import { licenceScenes, reportScenes } from './report-scenes.js';
import {
  act,
  assessor,
  attempt,
  emptyStage,
  FROM,
  LICENCE,
  operator,
  registrar,
  report,
  REPORT,
  TO,
} from './report-stage.js';

const SECOND = 'assessor/report-2';
const at = { tick: 1, time: MONDAY };

describe('rules of licences', () => {
  const breaches: readonly (readonly [string, string, JsonObject])[] = [
    ['an unknown holder', 'REFERENCE_UNKNOWN', { holder: 'nobody' }],
    ['itself', 'LICENCE_OWN', { holder: 'bureau' }],
    ['an end at its beginning', 'PERIOD_EMPTY', { from: TO, to: TO }],
    ['no types', 'COMMAND_BODY_INVALID', { reports: [] }],
    ['types out of order', 'COMMAND_BODY_INVALID', { reports: ['valuation', 'quality'] }],
    ['another type', 'COMMAND_BODY_INVALID', { reports: ['legal'] }],
  ];
  const every = { reports: ['compliance', 'inspection', 'quality', 'valuation'] };
  for (const [what, code, change] of breaches) {
    it(`${what}: ${code}`, async () => {
      expect(await attempt(emptyStage(), 'licence.grant', [registrar], change)).to.equal(code);
    });
  }

  it('a change keeps the holder and the status, and is bound by the same rules', async () => {
    const play = await licenceScenes['suspended']!();
    expect(await attempt(play, 'licence.change', [registrar], { from: TO, to: TO })).to.equal('PERIOD_EMPTY');
    await act(play, 'licence.change', [registrar]);
    expect(play.value(`licence/${LICENCE}`)).to.deep.include({
      status: 'suspended',
      holder: 'assessor',
      reports: ['valuation'],
      document: digests('4'),
    });
  });

  it('may cover every type', async () => {
    expect(await attempt(emptyStage(), 'licence.grant', [registrar], every)).to.equal('done');
  });

  it('rests on the document of its newest version', async () => {
    const play = await licenceScenes['revoked']!();
    expect(play.value(`licence/${LICENCE}`)).to.deep.include({ document: digests('7') });
  });

  it('every version is in the holder’s collection', async () => {
    const play = await licenceScenes['revoked']!();
    expect(play.value('collection/licences/assessor')).to.include({ count: 2 });
    expect(play.value('entry/licences/assessor/0000000000000002')).to.include({
      record: `licence/${LICENCE}`,
      version: 2,
    });
    const changed = await act(await licenceScenes['in-force']!(), 'licence.change', [registrar]);
    expect(changed.value('collection/licences/assessor')).to.include({ count: 2 });
  });

  it('is valid from its beginning until before its end, while in force', () => {
    const valid = (change: Partial<Licence>, time = MONDAY) =>
      isValidLicence({ status: 'in-force', from: FROM, to: TO, ...change } as Licence, { time });
    expect(valid({})).to.equal(true);
    expect(valid({}, FROM)).to.equal(true);
    expect(valid({}, TO)).to.equal(false);
    expect(valid({ from: TO })).to.equal(false);
    expect(valid({ status: 'suspended' })).to.equal(false);
  });
});

describe('rules of reports', () => {
  const breaches: readonly (readonly [string, string, JsonObject])[] = [
    ['an unknown record', 'REFERENCE_UNKNOWN', { subject: { kind: 'certificate', name: 'a/b', version: 1 } }],
    [
      'a version to come',
      'REFERENCE_UNKNOWN',
      { subject: { kind: 'certificate', name: PRODUCT, version: 2 } },
    ],
    ['version 0', 'COMMAND_BODY_INVALID', { subject: { kind: 'certificate', name: PRODUCT, version: 0 } }],
    ['another kind', 'COMMAND_BODY_INVALID', { subject: { kind: 'register', name: PRODUCT, version: 1 } }],
    ['an unknown licence', 'REFERENCE_UNKNOWN', { licence: 'bureau/other' }],
    ['a type beyond the licence', 'LICENCE_TOO_NARROW', { type: 'compliance' }],
    ['a date to come', 'REPORT_AHEAD', { asOf: '2026-11-23T08:00:00.001Z' }],
    ['an end that is now', 'PERIOD_EMPTY', { validTo: MONDAY }],
    ['an unknown report to replace', 'REFERENCE_UNKNOWN', { supersedes: SECOND }],
  ];
  for (const [what, code, change] of breaches) {
    it(`${what}: ${code}`, async () => {
      expect(await attempt(await reportScenes['absent']!(), 'report.sign', [assessor], change)).to.equal(
        code,
      );
    });
  }

  it('without subject, licence or conclusion it has no form', async () => {
    for (const name of ['type', 'subject', 'licence', 'conclusion', 'report', 'asOf', 'validTo']) {
      const order = { action: 'report.sign', target: REPORT, by: [assessor], body: without(report, name) };
      expect(await (await reportScenes['absent']!()).order(order), name).to.equal('COMMAND_BODY_INVALID');
    }
  });

  it('the licence is the assessor’s own', async () => {
    const play = await reportScenes['absent']!();
    const outcome = await attempt(play, 'report.sign', ['participant:stranger'], {}, 'stranger/report');
    expect(outcome).to.equal('LICENCE_FOREIGN');
  });

  it('nobody reports on what it held in the version that it reports on', async () => {
    const play = await reportScenes['absent']!();
    play.put({ kind: 'certificate', value: { ...product, version: 2, holder: 'assessor' } });
    const second = { subject: { kind: 'certificate', name: PRODUCT, version: 2 } };
    expect(await attempt(play, 'report.sign', [assessor], second)).to.equal('REPORT_ON_OWN');
    expect(await attempt(play, 'report.sign', [assessor])).to.equal('done');
  });

  it('nor anybody on a grant or a trade to which it is party', async () => {
    const play = await reportScenes['absent']!();
    const parties = { grantor: 'a', operator: 'b', seller: 'c', buyer: 'd', exchange: 'e' };
    const give = (kind: 'grant' | 'trade', change: object) => {
      play.put({ kind, value: { id: 'a/b', version: 1, ...parties, ...change } as never });
      return attempt(play, 'report.sign', [assessor], { subject: { kind, name: 'a/b', version: 1 } });
    };
    for (const kind of ['grant', 'trade'] as const) expect(await give(kind, {})).to.equal('done');
    for (const party of ['grantor', 'operator']) {
      expect(await give('grant', { [party]: 'assessor' }), party).to.equal('REPORT_ON_OWN');
    }
    for (const party of ['seller', 'buyer', 'exchange']) {
      expect(await give('trade', { [party]: 'assessor' }), party).to.equal('REPORT_ON_OWN');
    }
  });

  it('replaces none about a record of another kind that has the same name', async () => {
    const play = await reportScenes['in-force']!();
    play.put({ kind: 'grant', value: { id: PRODUCT, version: 1 } as never });
    const other = { supersedes: REPORT, subject: { kind: 'grant', name: PRODUCT, version: 1 } };
    expect(await attempt(play, 'report.sign', [assessor], other, SECOND)).to.equal(
      'REPORT_SUPERSEDED_MISMATCH',
    );
  });

  it('says who signed, when, and by which version of which licence', async () => {
    const play = await licenceScenes['in-force']!();
    await act(play, 'licence.change', [registrar]);
    await act(play, 'report.sign', [assessor]);
    expect(play.value(`report/${REPORT}`)).to.deep.include({
      assessor: 'assessor',
      licence: LICENCE,
      licenceVersion: 2,
      signed: at,
      conclusion: digests('2'),
    });
  });

  it('is listed with its subject in every version of its own', async () => {
    const play = await reportScenes['annulled']!();
    expect(play.value(`collection/reports/${PRODUCT}`)).to.include({ count: 3 });
    const withdrawn = await reportScenes['withdrawn']!();
    expect(withdrawn.value(`collection/reports/${PRODUCT}`)).to.include({ count: 2 });
  });
});

describe('reports that end', () => {
  it('a report replaces one of the same assessor, type and record that is in force', async () => {
    const give = async (scene: string, change: JsonObject = {}) =>
      attempt(
        await reportScenes[scene]!(),
        'report.sign',
        [assessor],
        { supersedes: REPORT, ...change },
        'assessor/report-3',
      );
    expect(await give('in-force')).to.equal('done');
    for (const scene of ['challenged', 'withdrawn', 'superseded', 'annulled']) {
      expect(await give(scene), scene).to.equal('REPORT_SUPERSEDED_MISMATCH');
    }
    expect(await give('in-force', { type: 'quality' })).to.equal('REPORT_SUPERSEDED_MISMATCH');
  });

  it('and none of another record or another assessor', async () => {
    const play = await reportScenes['in-force']!();
    play.put({ kind: 'certificate', value: { ...product, id: 'operator/other' } });
    const other = {
      supersedes: REPORT,
      subject: { kind: 'certificate', name: 'operator/other', version: 1 },
    };
    expect(await attempt(play, 'report.sign', [assessor], other, SECOND)).to.equal(
      'REPORT_SUPERSEDED_MISMATCH',
    );
    await act(play, 'licence.grant', [registrar], { holder: 'stranger' }, 'bureau/licence-2');
    const foreign = { supersedes: REPORT, licence: 'bureau/licence-2' };
    expect(await attempt(play, 'report.sign', ['participant:stranger'], foreign, 'stranger/r')).to.equal(
      'REPORT_SUPERSEDED_MISMATCH',
    );
  });

  it('both know of each other', async () => {
    const play = await reportScenes['superseded']!();
    expect(play.value(`report/${REPORT}`)).to.deep.include({
      status: 'superseded',
      supersededBy: SECOND,
      conclusion: digests('2'),
    });
    expect(play.value(`report/${SECOND}`)).to.include({ status: 'in-force', supersedes: REPORT });
    expect(play.version(`report/${REPORT}`)).to.equal(2);
  });

  it('the assessor does not challenge its own', async () => {
    const play = await reportScenes['in-force']!();
    expect(await attempt(play, 'report.challenge', [assessor])).to.equal('CHALLENGE_OWN');
  });

  it('who challenged and who decided stays on record', async () => {
    const play = await reportScenes['annulled']!();
    expect(play.value(`report/${REPORT}`)).to.deep.include({
      challenge: { by: 'operator', at, document: digests('8') },
      decision: { by: 'bureau', ground: '评估依据不足', document: digests('a') },
    });
    const withdrawn = await reportScenes['withdrawn']!();
    expect(withdrawn.value(`report/${REPORT}`)).to.have.nested.property('decision.by', 'assessor');
    const dismissed = await reportScenes['in-force, challenge dismissed']!();
    expect(await attempt(dismissed, 'report.challenge', [operator])).to.equal('done');
  });

  it('is relied upon while in force and before its end', () => {
    const reliable = (status: string, validTo: string) =>
      isReliable({ status, validTo } as Report, { time: MONDAY });
    expect(reliable('in-force', '2026-11-23T08:00:00.001Z')).to.equal(true);
    expect(reliable('in-force', MONDAY)).to.equal(false);
    expect(reliable('challenged', TO)).to.equal(false);
  });
});
