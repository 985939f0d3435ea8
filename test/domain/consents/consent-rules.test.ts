import type { JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import { consentScenes } from './consent-scenes.js';
import {
  act,
  activation,
  attempt,
  byGuardian,
  CONSENT,
  controller,
  digests,
  emptyStage,
  notice,
  offer,
  recipient,
  representative,
  SECOND,
  service,
  START,
  subject,
} from './consent-stage.js';

const insurer = 'participant:insurer';
const onward = { subject: 'person', controller: 'bank', recipient: 'insurer', parent: CONSENT };

describe('rules of an offer of consent', () => {
  const breaches: readonly (readonly [string, string, JsonObject])[] = [
    ['the subject as recipient', 'CONSENT_PARTIES_INVALID', { subject: 'bank' }],
    ['the controller as recipient', 'CONSENT_PARTIES_INVALID', { controller: 'bank' }],
    ['the controller as subject', 'CONSENT_PARTIES_INVALID', { controller: 'person' }],
    ['an unknown subject', 'REFERENCE_UNKNOWN', { subject: 'nobody' }],
    ['an unknown controller', 'REFERENCE_UNKNOWN', { controller: 'nobody' }],
    ['an unknown purpose', 'REFERENCE_UNKNOWN', { purpose: 'registry/other' }],
    ['a field that the purpose lacks', 'FIELDS_EXCEED_PURPOSE', { fields: ['health.diagnosis'] }],
    ['a day more of retention', 'RETENTION_EXCEEDS_PURPOSE', { retentionDays: 11 }],
    ['one use more', 'USES_EXCEED_PURPOSE', { maximumUses: 6 }],
    ['a millisecond more of term', 'TERM_EXCEEDS_PURPOSE', { expires: '2026-12-23T08:00:00.001Z' }],
    ['an end that is now', 'CONSENT_EXPIRED', { expires: START }],
    ['no separate consent', 'SEPARATE_CONSENT_MISSING', { separate: false }],
    ['no fields', 'COMMAND_BODY_INVALID', { fields: [] }],
    ['fields out of order', 'COMMAND_BODY_INVALID', { fields: ['b', 'a'] }],
    ['no uses', 'COMMAND_BODY_INVALID', { maximumUses: 0 }],
    ['an unknown consent to replace', 'REFERENCE_UNKNOWN', { supersedes: SECOND }],
    ['an unknown consent to rest on', 'REFERENCE_UNKNOWN', { parent: SECOND }],
  ];
  for (const [what, code, change] of breaches) {
    it(`${what}: ${code}`, async () => {
      expect(await attempt(emptyStage(), 'consent.offer', [recipient], change)).to.equal(code);
    });
  }

  it('goes up to each bound', async () => {
    const change = { retentionDays: 10, maximumUses: 5, expires: '2026-12-23T08:00:00.000Z' };
    expect(await attempt(emptyStage(), 'consent.offer', [recipient], change)).to.equal('done');
  });

  it('without recipient, purpose or fields it has no form', async () => {
    for (const name of ['recipient', 'purpose', 'fields', 'notice', 'expires', 'withdrawalChannel']) {
      const { [name]: left, ...rest } = offer;
      const outcome = await emptyStage().order({
        action: 'consent.offer',
        target: CONSENT,
        by: [recipient],
        body: rest,
      });
      expect([left === undefined, outcome]).to.deep.equal([false, 'COMMAND_BODY_INVALID']);
    }
  });

  it('a closed purpose takes none', async () => {
    const stage = emptyStage({ status: 'closed' });
    expect(await attempt(stage, 'consent.offer', [recipient])).to.equal('PURPOSE_CLOSED');
  });

  it('an assessment is asked for sensitive fields, and where the purpose says so', async () => {
    const { impactAssessment, ...without } = offer;
    expect(impactAssessment).to.be.an('object');
    const give = (stage = emptyStage(), change: JsonObject = {}) =>
      stage.order({
        action: 'consent.offer',
        target: CONSENT,
        by: [recipient],
        body: { ...without, ...change },
      });
    const harmless = { fields: ['housing-fund.months'] };
    expect(await give()).to.equal('IMPACT_ASSESSMENT_MISSING');
    expect(await give(emptyStage({ impactAssessment: true }), harmless)).to.equal(
      'IMPACT_ASSESSMENT_MISSING',
    );
    expect(await give(emptyStage(), harmless)).to.equal('done');
  });

  it('one for a further recipient rests on an active consent to the one who now provides', async () => {
    const give = async (scene: string, change: JsonObject = {}) =>
      attempt(
        await consentScenes[scene]!(),
        'consent.offer',
        [insurer],
        { ...onward, ...change },
        'insurer/c',
      );
    expect(await give('active')).to.equal('done');
    expect(await give('offered')).to.equal('PARENT_MISMATCH');
    expect(await give('withdrawn')).to.equal('PARENT_MISMATCH');
    expect(await give('active', { subject: 'guardian' })).to.equal('PARENT_MISMATCH');
    expect(await give('active', { controller: 'fund' })).to.equal('PARENT_MISMATCH');
  });

  it('it only narrows', async () => {
    const parent = { fields: ['housing-fund.months'], retentionDays: 5 };
    const stage = await act(emptyStage(), 'consent.offer', [recipient], parent);
    await act(stage, 'consent.activate', [subject, service]);
    const give = (change: JsonObject) =>
      attempt(stage.fork(), 'consent.offer', [insurer], { ...onward, ...parent, ...change }, 'insurer/c');
    expect(await give({})).to.equal('done');
    for (const wider of [
      { fields: ['housing-fund.balance'] },
      { retentionDays: 6 },
      { maximumUses: 3 },
      { expires: '2026-12-01T00:00:00.001Z' },
    ]) {
      expect(await give(wider), JSON.stringify(wider)).to.equal('DELEGATION_WIDENS');
    }
    stage.put({
      kind: 'purpose',
      value: {
        ...(stage.value('purpose/registry/credit') as never as object),
        id: 'registry/other',
      } as never,
    });
    expect(await give({ purpose: 'registry/other' })).to.equal('DELEGATION_WIDENS');
  });

  it('and does not rest on another such', async () => {
    const stage = await consentScenes['active']!();
    await act(stage, 'consent.offer', [insurer], onward, 'insurer/c');
    await act(stage, 'consent.activate', [subject, service], {}, 'insurer/c');
    const further = { controller: 'insurer', recipient: 'guardian', parent: 'insurer/c' };
    const outcome = await attempt(stage, 'consent.offer', [representative], further, 'guardian/c');
    expect(outcome).to.equal('PARENT_MISMATCH');
  });

  it('replaces only a consent between the same parties', async () => {
    const give = async (change: JsonObject) =>
      attempt(
        await consentScenes['active']!(),
        'consent.offer',
        [recipient],
        { supersedes: CONSENT, ...change },
        SECOND,
      );
    expect(await give({})).to.equal('done');
    for (const change of [{ subject: 'guardian' }, { controller: 'insurer' }]) {
      expect(await give(change)).to.equal('SUPERSEDED_MISMATCH');
    }
  });
});

describe('rules of giving consent', () => {
  it('what is signed is the notice as offered, language and version included', async () => {
    for (const change of [
      { sha256: '0'.repeat(64) },
      { sm3: '0'.repeat(64) },
      { language: 'en' },
      { version: '4' },
    ]) {
      const play = await consentScenes['offered']!();
      const body = { notice: { ...notice, ...change } };
      expect(await attempt(play, 'consent.activate', [subject, service], body)).to.equal('NOTICE_MISMATCH');
    }
  });

  it('a representative is another than the subject, brings a mandate, and is known ever after', async () => {
    const play = await consentScenes['offered']!();
    expect(await attempt(play, 'consent.activate', [representative, service])).to.equal(
      'SIGNER_NOT_ENTITLED',
    );
    expect(await attempt(play, 'consent.activate', [subject, service], byGuardian)).to.equal(
      'SIGNER_NOT_ENTITLED',
    );
    const itself = { representative: { participant: 'person', guardian: false, mandate: digests('9') } };
    expect(await attempt(play, 'consent.activate', [subject, service], itself)).to.equal(
      'SIGNER_NOT_ENTITLED',
    );
    const { mandate, ...noMandate } = byGuardian['representative'] as { mandate: object };
    expect(mandate).to.be.an('object');
    expect(
      await attempt(play, 'consent.activate', [representative, service], { representative: noMandate }),
    ).to.equal('COMMAND_BODY_INVALID');
    await act(play, 'consent.activate', [representative, service], byGuardian);
    expect(play.value(`consent/${CONSENT}`)).to.have.nested.property(
      'representative.participant',
      'guardian',
    );
  });

  it('a child’s consent takes a guardian, not any representative', async () => {
    const play = await consentScenes['offered, minor']!();
    const agent = { representative: { participant: 'guardian', guardian: false, mandate: digests('9') } };
    const by = [representative, service];
    expect(await attempt(play, 'consent.activate', by, agent)).to.equal('GUARDIAN_MISSING');
    expect(await attempt(play, 'consent.activate', by, byGuardian)).to.equal('done');
  });

  it('records the service, and begins the count and the subject’s collection', async () => {
    const play = await consentScenes['active']!();
    expect(play.value(`consent/${CONSENT}`)).to.deep.include({
      authentication: { ...(activation['authentication'] as object), service: 'service' },
    });
    expect(play.value(`consumption/${CONSENT}`)).to.include({ maximumUses: 2, reserved: 0, opened: 0 });
    expect(play.value('collection/consents/person')).to.include({ count: 1 });
  });

  it('replacing a consent ends it; one that has ended meanwhile is not replaced', async () => {
    const ready = async (scene: string) =>
      act(await consentScenes[scene]!(), 'consent.offer', [recipient], { supersedes: CONSENT }, SECOND);
    for (const scene of ['active', 'paused', 'exhausted']) {
      const play = await ready(scene);
      await act(play, 'consent.activate', [subject, service], {}, SECOND);
      expect(play.status(`consent/${CONSENT}`), scene).to.equal('superseded');
      expect(play.value(`consumption/${SECOND}`), scene).to.include({ status: 'open', maximumUses: 2 });
    }
    const play = await ready('withdrawn');
    expect(await attempt(play, 'consent.activate', [subject, service], {}, SECOND)).to.equal(
      'SUPERSEDED_MISMATCH',
    );
  });
});

describe('rules of withdrawal', () => {
  it('both acknowledge until a time that follows from the purpose', async () => {
    const play = await consentScenes['withdrawn']!();
    await act(play, 'consent.acknowledge', [controller]);
    await act(play, 'consent.acknowledge', [recipient]);
    const at = { tick: 1, time: START };
    expect(play.value(`consent/${CONSENT}`)).to.deep.include({
      withdrawal: { at, due: '2026-11-26T08:00:00.000Z', controller: at, recipient: at },
    });
    expect(await attempt(play, 'consent.acknowledge', [recipient])).to.equal('ACKNOWLEDGED_BEFORE');
  });
});
