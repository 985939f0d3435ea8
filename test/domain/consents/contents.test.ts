import { machines } from '@quancheng/domain';
import { expect } from 'chai';
import type { RecordPlay } from '../support/record-play.js';
import { consentScenes, useScenes } from './consent-scenes.js';
import {
  act,
  activation,
  attempt,
  byGuardian,
  CONSENT,
  controller,
  court,
  delivery,
  digests,
  DUE,
  emptyStage,
  EXPIRES,
  offer,
  opening,
  PURPOSE,
  recipient,
  regulator,
  representative,
  service,
  START,
  subject,
  USE,
  wish,
} from './consent-stage.js';

/** What the framework writes into every version. */
const frame = new Set(['version', 'previous', 'at', 'command']);

/** The members that an order changes in a record, with their new values. */
async function changes(play: RecordPlay, key: string, order: () => Promise<unknown>): Promise<object> {
  const before = (play.value(key) ?? {}) as Record<string, unknown>;
  await order();
  const after = play.value(key) as Record<string, unknown>;
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = names.filter(
    (name) => !frame.has(name) && JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  return Object.fromEntries(changed.map((name) => [name, after[name]]));
}

const at = (time: string) => ({ tick: 1, time });
const LATER = '2026-11-24T08:00:00.000Z';

describe('what a step changes in a consent, and nothing else', () => {
  const key = `consent/${CONSENT}`;
  const step = async (scene: string, action: string, by: Parameters<typeof act>[2], change = {}) => {
    const play = await consentScenes[scene]!();
    return changes(play, key, () => act(play, action, by, change));
  };

  it('an offer holds the terms, and what the purpose said of them', async () => {
    const play = emptyStage();
    expect(await changes(play, key, () => act(play, 'consent.offer', [recipient]))).to.deep.equal({
      ...offer,
      id: CONSENT,
      status: 'offered',
      purposeVersion: 1,
      sensitive: true,
    });
    const plain = { fields: ['housing-fund.months'] };
    const other = emptyStage();
    await act(other, 'consent.offer', [recipient], plain);
    expect(other.value(key)).to.include({ sensitive: false });
    const mixed = emptyStage();
    await act(mixed, 'consent.offer', [recipient], {
      fields: ['housing-fund.balance', 'housing-fund.months'],
    });
    expect(mixed.value(key)).to.include({ sensitive: true });
  });

  it('activation, by the subject or by its representative', async () => {
    const authentication = { ...(activation['authentication'] as object), service: 'service' };
    expect(await step('offered', 'consent.activate', [subject, service])).to.deep.equal({
      status: 'active',
      authentication,
    });
    expect(
      await step('offered, minor', 'consent.activate', [representative, service], byGuardian),
    ).to.deep.equal({ status: 'active', authentication, representative: byGuardian['representative'] });
  });

  it('pause and resumption, by the representative as well', async () => {
    expect(await step('active', 'consent.pause', [subject])).to.deep.equal({ status: 'paused' });
    expect(await step('paused', 'consent.resume', [subject])).to.deep.equal({ status: 'active' });
    const play = await consentScenes['active, represented']!();
    await act(play, 'consent.pause', [representative]);
    const resumed = await changes(play, key, () => act(play, 'consent.resume', [representative]));
    expect(resumed).to.deep.equal({ status: 'active' });
  });

  it('withdrawal, and each acknowledgement at its own time', async () => {
    const due = '2026-11-26T08:00:00.000Z';
    expect(await step('active', 'consent.withdraw', [subject])).to.deep.equal({
      status: 'withdrawn',
      withdrawal: { at: at(START), due },
    });
    const play = await consentScenes['withdrawn']!();
    play.waitUntil(LATER);
    const first = await changes(play, key, () => act(play, 'consent.acknowledge', [recipient]));
    expect(first).to.deep.equal({ withdrawal: { at: at(START), due, recipient: at(LATER) } });
    const second = await changes(play, key, () => act(play, 'consent.acknowledge', [controller]));
    expect(second).to.deep.equal({
      withdrawal: { at: at(START), due, recipient: at(LATER), controller: at(LATER) },
    });
  });

  it('invalidation says by whom and by which document; expiry only that it is over', async () => {
    for (const [authority, by] of [
      ['court', court],
      ['regulator', regulator],
    ] as const) {
      expect(await step('active', 'consent.invalidate', [by])).to.deep.equal({
        status: 'invalidated',
        invalidation: { authority, document: digests('5') },
      });
    }
    const play = (await consentScenes['active']!()).waitUntil(EXPIRES);
    expect(await changes(play, key, () => act(play, 'consent.expire', [recipient]))).to.deep.equal({
      status: 'expired',
    });
  });

  it('activation begins the count', async () => {
    const play = await consentScenes['offered']!();
    const count = await changes(play, `consumption/${CONSENT}`, () =>
      act(play, 'consent.activate', [subject, service]),
    );
    expect(count).to.deep.equal({ id: CONSENT, status: 'open', maximumUses: 2, reserved: 0, opened: 0 });
    expect(machines.consumption).to.deep.include({ kind: 'consumption', statuses: ['open', 'exhausted'] });
  });

  it('who offers signs for itself, in its own name space', async () => {
    const give = (target: string, by: Parameters<typeof act>[2]) =>
      attempt(emptyStage(), 'consent.offer', by, {}, target);
    expect(await give('fund/c', [controller])).to.equal('done');
    const nobody = await attempt(
      emptyStage(),
      'consent.offer',
      [controller],
      { recipient: 'nobody' },
      'fund/c',
    );
    expect(nobody).to.equal('REFERENCE_UNKNOWN');
    expect(await give('fund/c', [recipient])).to.equal('RECORD_FOREIGN');
    expect(await give('insurer/c', ['participant:insurer'])).to.equal('SIGNER_NOT_ENTITLED');
    expect(await give('fund/c', ['registrar:fund'])).to.equal('SIGNER_NOT_ENTITLED');
    expect(await give('bank/c', ['registrar:bank'])).to.equal('SIGNER_NOT_ENTITLED');
  });

  it('retention and uses have bounds of their own', async () => {
    const wide = () => emptyStage({ retentionDays: 100_000, maximumUses: 10_000_000 });
    const give = (change: object) => attempt(wide(), 'consent.offer', [recipient], { ...change });
    for (const good of [
      { retentionDays: 0 },
      { retentionDays: 36_500 },
      { maximumUses: 1 },
      { maximumUses: 1_000_000 },
    ]) {
      expect(await give(good), JSON.stringify(good)).to.equal('done');
    }
    for (const bad of [{ retentionDays: -1 }, { retentionDays: 36_501 }, { maximumUses: 1_000_001 }]) {
      expect(await give(bad), JSON.stringify(bad)).to.equal('COMMAND_BODY_INVALID');
    }
  });
});

describe('what a step changes in a use, and nothing else', () => {
  const key = `use/${USE}`;
  const collection = `collection/uses/${CONSENT}`;
  const count = (play: RecordPlay) => (play.value(collection) as { count: number } | undefined)?.count ?? 0;

  const step = async (play: RecordPlay, action: string, by: Parameters<typeof act>[2]) => {
    const before = count(play);
    const changed = await changes(play, key, () => attempt(play, action, by));
    expect(count(play), 'one entry').to.equal(before + 1);
    return changed;
  };

  it('a request holds what was asked for, and of whom', async () => {
    const play = await consentScenes['active']!();
    expect(await step(play, 'use.request', [recipient])).to.deep.equal({
      ...wish,
      id: USE,
      status: 'reserved',
      consentVersion: 2,
      provider: 'fund',
      consumer: 'bank',
      due: DUE,
    });
    const denied = await consentScenes['paused']!();
    expect(await step(denied, 'use.request', [recipient])).to.deep.equal({
      ...wish,
      id: USE,
      status: 'denied',
      denial: 'CONSENT_INACTIVE',
      consentVersion: 3,
      provider: 'fund',
      consumer: 'bank',
      due: DUE,
    });
  });

  it('delivery, and denial at delivery, name the version of the consent that they were judged by', async () => {
    const play = await useScenes['reserved']!();
    await act(play, 'consent.pause', [subject]);
    await act(play, 'consent.resume', [subject]);
    expect(await step(play, 'use.deliver', [controller])).to.deep.equal({
      status: 'delivered',
      consentVersion: 4,
      delivery,
    });
    const withdrawn = await useScenes['reserved, consent withdrawn']!();
    expect(await step(withdrawn, 'use.deliver', [controller])).to.deep.equal({
      status: 'denied',
      denial: 'CONSENT_WITHDRAWN',
      consentVersion: 3,
    });
  });

  it('opening, deletion, retention and lapse', async () => {
    expect(await step(await useScenes['delivered']!(), 'use.open', [recipient])).to.deep.equal({
      status: 'opened',
      opening,
    });
    expect(await step(await useScenes['opened']!(), 'use.delete', [recipient])).to.deep.equal({
      status: 'deleted',
      deletion: digests('6'),
    });
    expect(await step(await useScenes['opened']!(), 'use.retain', [recipient])).to.deep.equal({
      status: 'retained',
      retention: { basis: '征信业管理条例', until: '2027-01-01T00:00:00.000Z' },
    });
    expect(await step(await useScenes['delivered, overdue']!(), 'use.lapse', [recipient])).to.deep.equal({
      status: 'lapsed',
    });
  });

  it('a delivery has 1 to 4,096 fields', async () => {
    for (const [fields, outcome] of [
      [0, 'COMMAND_BODY_INVALID'],
      [4_096, 'done'],
      [4_097, 'COMMAND_BODY_INVALID'],
    ] as const) {
      const play = await useScenes['reserved']!();
      expect(await attempt(play, 'use.deliver', [controller], { count: fields })).to.equal(outcome);
    }
  });

  it('only the recipient of this very consent asks, not that of the one it rests on', async () => {
    const play = await consentScenes['active']!();
    const onward = { controller: 'bank', recipient: 'insurer', parent: CONSENT };
    await act(play, 'consent.offer', ['participant:insurer'], onward, 'insurer/c');
    await act(play, 'consent.activate', [subject, service], {}, 'insurer/c');
    expect(await attempt(play, 'use.request', [recipient], { consent: 'insurer/c' })).to.equal(
      'SIGNER_NOT_ENTITLED',
    );
  });

  it('under a consent that was never active there is nothing to count', async () => {
    const play = await consentScenes['offered']!();
    expect(await attempt(play, 'use.request', [recipient])).to.equal('denied CONSENT_INACTIVE');
    expect(play.value(`consumption/${CONSENT}`)).to.equal(undefined);
  });

  it('its judgement foresees the consent, its counter and its collection', () => {
    const keys = [`consent/${CONSENT}`, `consumption/${CONSENT}`, collection];
    const { foresee } = machines.use;
    expect(foresee?.({ consent: CONSENT, purpose: PURPOSE }, undefined)).to.deep.equal(keys);
    expect(foresee?.({}, { consent: CONSENT } as never)).to.deep.equal(keys);
    for (const consent of [undefined, 1, 'nonsense']) {
      expect(foresee?.({ ...(consent === undefined ? {} : { consent }) }, undefined)).to.deep.equal([]);
    }
  });
});
