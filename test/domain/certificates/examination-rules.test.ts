import type { JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import { description, digests, registerSettings, REGISTRY, rights } from './certificate-fixtures.js';
import { scenes } from './certificate-scenes.js';
import { act, certificateOf, define, holder, newStage, registrar } from './certificate-stage.js';

const proof = digests('5');

describe('the examination of an application', () => {
  it('has an inspection report for assets', async () => {
    const play = await newStage();
    await act(play, 'draft', [holder], { register: `${REGISTRY}/asset` });
    await act(play, 'apply', [holder]);
    await act(play, 'accept', [registrar]);
    expect(await act(play, 'review', [registrar])).to.equal('INSPECTION_REQUIRED');
    expect(await act(play, 'review', [registrar], { inspectionReport: digests('8') })).to.equal('done');
    expect(certificateOf(play)).to.deep.include({ type: 'asset', inspectionReport: digests('8') });
  });

  it('has an assessment of risks for public data', async () => {
    const play = await newStage();
    const source = { kind: 'public', statement: '公共数据', proof };
    await act(play, 'draft', [holder], { description: { ...description, source } });
    await act(play, 'apply', [holder]);
    await act(play, 'accept', [registrar]);
    expect(await act(play, 'review', [registrar])).to.equal('RISK_ASSESSMENT_REQUIRED');
    expect(await act(play, 'review', [registrar], { riskAssessment: digests('8') })).to.equal('done');
    expect(certificateOf(play).riskAssessment).to.deep.equal(digests('8'));
  });

  it('judges what the holder hands in later as it judged the application', async () => {
    const supplement = async (change: JsonObject) =>
      act(await scenes.correction(), 'supplement', [holder], change);
    const source = { kind: 'bought', statement: '购入' };
    expect(await supplement({ description: { ...description, source } })).to.equal('FIELD_REQUIRED');
    expect(await supplement({ rights: { ...rights, vocabulary: '2025' } })).to.equal('VOCABULARY_UNKNOWN');
    const play = await scenes.correction();
    const changed = { ...description, scale: '9 万条' };
    await act(play, 'supplement', [holder], { description: changed });
    expect(certificateOf(play)).to.deep.include({ description: changed, document: digests('4') });
  });

  it('has periods of working days that begin with acceptance, correction and notice', async () => {
    // Twenty working days after Monday 23 November, Saturday 5 December among them.
    expect(certificateOf(await scenes.accepted()).reviewDue).to.equal('2026-12-18T16:00:00.000Z');
    const play = (await scenes.correction()).waitUntil('2026-11-24T08:00:00.000Z');
    await act(play, 'supplement', [holder]);
    expect(certificateOf(play).reviewDue).to.equal('2026-12-21T16:00:00.000Z');
    expect(certificateOf(await scenes['publicised, notice running']()).noticeEnds).to.equal(
      '2026-12-05T16:00:00.000Z',
    );
  });

  it('refuses to compute a period that the calendar does not cover', async () => {
    const play = (await scenes.reviewed()).waitUntil('2030-12-30T08:00:00.000Z');
    expect(await act(play, 'publicise', [registrar])).to.equal('CALENDAR_EXCEEDED');
  });

  it('has no notice to wait for where the register gives none', async () => {
    const play = await scenes.draft();
    const { noticeDays: _none, ...without } = registerSettings;
    await define(play, 'register.change', `${REGISTRY}/resource`, without);
    expect(await act(play, 'apply', [holder])).to.equal('done');
    for (const action of ['accept', 'review', 'publicise'])
      expect(await act(play, action, [registrar]), action).to.equal('done');
    const { noticeEnds, at } = certificateOf(play);
    expect(noticeEnds).to.equal(at.time);
    const validTo = '2027-12-31T16:00:00.000Z';
    expect(await act(play, 'register', [registrar], { validTo })).to.equal('done');
  });

  it('goes by the register as it was at the application, and by those who decide in it now', async () => {
    const play = await scenes.applied();
    const changed = { ...registerSettings, noticeDays: 1, reviewDays: 1, registrars: ['registry-3'] };
    await define(play, 'register.change', `${REGISTRY}/resource`, changed);
    expect(await act(play, 'accept', [registrar])).to.equal('SIGNER_NOT_ENTITLED');
    for (const action of ['accept', 'review', 'publicise']) {
      expect(await act(play, action, ['registrar:registry-3']), action).to.equal('done');
    }
    expect(certificateOf(play)).to.include({
      registerVersion: 1,
      reviewDue: '2026-12-18T16:00:00.000Z',
      noticeEnds: '2026-12-05T16:00:00.000Z',
    });
  });
});
