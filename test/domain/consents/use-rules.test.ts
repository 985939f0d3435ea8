import type { JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import { consentScenes, useScenes } from './consent-scenes.js';
import { act, attempt, CONSENT, controller, recipient, service, subject, USE } from './consent-stage.js';

const insurer = 'participant:insurer';

async function openedUses(uses: readonly string[]) {
  const play = await consentScenes['active']!();
  for (const use of uses) {
    await act(play, 'use.request', [recipient], {}, use);
    await act(play, 'use.deliver', [controller], {}, use);
    await act(play, 'use.open', [recipient], {}, use);
  }
  return play;
}

describe('rules of a use', () => {
  const denials: readonly (readonly [string, string, JsonObject])[] = [
    ['another purpose', 'PURPOSE_MISMATCH', { purpose: 'registry/other' }],
    ['a field that was not consented to', 'FIELDS_EXCEED_CONSENT', { fields: ['housing-fund.months'] }],
    [
      'one such field among others',
      'FIELDS_EXCEED_CONSENT',
      { fields: ['housing-fund.balance', 'housing-fund.months'] },
    ],
  ];
  for (const [what, code, change] of denials) {
    it(`${what} is denied, whole and on record: ${code}`, async () => {
      const play = await consentScenes['active']!();
      expect(await attempt(play, 'use.request', [recipient], change)).to.equal(`denied ${code}`);
      expect(play.value(`use/${USE}`)).to.include({ status: 'denied', denial: code });
      expect(play.value(`consumption/${CONSENT}`)).to.include({ reserved: 0, opened: 0 });
    });
  }

  for (const [scene, code] of [
    ['paused', 'CONSENT_INACTIVE'],
    ['offered', 'CONSENT_INACTIVE'],
    ['expired', 'CONSENT_INACTIVE'],
    ['superseded', 'CONSENT_INACTIVE'],
    ['invalidated', 'CONSENT_INACTIVE'],
    ['withdrawn', 'CONSENT_WITHDRAWN'],
    ['active, term over', 'CONSENT_EXPIRED'],
    ['exhausted', 'USES_EXHAUSTED'],
  ] as const) {
    it(`under a consent that is ${scene}: ${code}`, async () => {
      const play = await consentScenes[scene]!();
      expect(await attempt(play, 'use.request', [recipient], {})).to.equal(`denied ${code}`);
    });
  }

  it('no fields, or an unknown consent, is no request', async () => {
    const play = await consentScenes['active']!();
    expect(await attempt(play, 'use.request', [recipient], { fields: [] })).to.equal('COMMAND_BODY_INVALID');
    expect(await attempt(play, 'use.request', [recipient], { consent: 'bank/other' })).to.equal(
      'REFERENCE_UNKNOWN',
    );
  });

  it('the last use opened exhausts the consent; one that was reserved before is still delivered', async () => {
    const play = await openedUses(['bank/use-8']);
    expect(play.status(`consent/${CONSENT}`)).to.equal('active');
    expect(play.value(`consumption/${CONSENT}`)).to.include({ status: 'open', opened: 1 });
    await act(play, 'use.request', [recipient]);
    await act(play, 'use.deliver', [controller]);
    await act(play, 'use.open', [recipient]);
    expect(play.status(`consent/${CONSENT}`)).to.equal('exhausted');
    expect(play.value(`consumption/${CONSENT}`)).to.include({ status: 'exhausted', reserved: 0, opened: 2 });
  });

  it('a lapsed use is free again', async () => {
    const play = await useScenes['lapsed']!();
    expect(play.value(`consumption/${CONSENT}`)).to.include({ reserved: 0, opened: 0 });
    for (const use of ['bank/use-2', 'bank/use-3']) {
      expect(await attempt(play, 'use.request', [recipient], {}, use)).to.equal('done');
    }
  });

  it('what was delivered before a withdrawal is opened all the same, and counts', async () => {
    const play = await useScenes['delivered, consent withdrawn']!();
    await act(play, 'use.open', [recipient]);
    expect(play.value(`consumption/${CONSENT}`)).to.include({ reserved: 0, opened: 1 });
    expect(play.status(`consent/${CONSENT}`)).to.equal('withdrawn');
  });

  it('a withdrawal between reservation and release of the key denies the use and frees it', async () => {
    const play = await useScenes['reserved, consent withdrawn']!();
    expect(await attempt(play, 'use.deliver', [controller])).to.equal('denied CONSENT_WITHDRAWN');
    expect(play.value(`consumption/${CONSENT}`)).to.include({ reserved: 0, opened: 0 });
  });

  it('the recipient signs for the root that the provider committed to', async () => {
    const play = await useScenes['delivered']!();
    expect(await attempt(play, 'use.open', [recipient], { fieldRoot: '0'.repeat(64) })).to.equal(
      'FIELD_ROOT_MISMATCH',
    );
  });

  it('retention by law ends later than now', async () => {
    const play = await useScenes['opened']!();
    expect(await attempt(play, 'use.retain', [recipient], { until: play.now })).to.equal('RETENTION_PAST');
  });

  it('every step is one entry of one sequence without gaps', async () => {
    const play = await openedUses(['bank/use-8', 'bank/use-9']);
    await attempt(play, 'use.request', [recipient], {});
    await act(play, 'use.delete', [recipient], {}, 'bank/use-8');
    const entries = play.keys().filter((key) => key.startsWith(`entry/uses/${CONSENT}/`));
    expect(entries.map((key) => play.value(key) as { record: string; version: number })).to.deep.equal(
      entries.map((key, index) => ({ ...play.value(key), number: index + 1 })),
    );
    expect(entries).to.have.length(8);
    expect(play.value(`collection/uses/${CONSENT}`)).to.include({ count: 8 });
  });

  it('under a consent that rests on another, both allow it and both count it', async () => {
    const play = await openedUses(['bank/use-8']);
    const onward = { controller: 'bank', recipient: 'insurer', parent: CONSENT };
    await act(play, 'consent.offer', [insurer], onward, 'insurer/c');
    await act(play, 'consent.activate', [subject, service], {}, 'insurer/c');
    const ask = (use: string) => attempt(play, 'use.request', [insurer], { consent: 'insurer/c' }, use);
    expect(await ask('insurer/use-1')).to.equal('done');
    expect(play.value(`consumption/${CONSENT}`)).to.include({ reserved: 1, opened: 1 });
    expect(play.value('consumption/insurer/c')).to.include({ reserved: 1, opened: 0 });
    expect(await ask('insurer/use-2')).to.equal('denied USES_EXHAUSTED');
    await act(play, 'consent.withdraw', [subject]);
    expect(await attempt(play, 'use.deliver', [recipient], {}, 'insurer/use-1')).to.equal(
      'denied CONSENT_WITHDRAWN',
    );
    expect(play.value('consumption/insurer/c')).to.include({ reserved: 0, opened: 0 });
  });
});
