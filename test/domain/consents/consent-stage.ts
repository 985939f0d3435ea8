import type { Participant, Purpose } from '@quancheng/domain';
import type { JsonObject } from '@quancheng/protocol';
import {
  activationBody,
  deliveryBody,
  offerBody,
  openingBody,
  purposeBody,
  requestBody,
} from '../../support/records/consent-bodies.js';
import { digests } from '../../support/records/digests.js';
import { RecordPlay, type Who } from '../support/record-play.js';

export const CONSENT = 'bank/consent-1';
export const SECOND = 'bank/consent-2';
export const USE = 'bank/use-1';
export const PURPOSE = 'registry/credit';
export const START = '2026-11-23T08:00:00.000Z';
export { activationBody as activation, notice } from '../../support/records/consent-bodies.js';
export { digests } from '../../support/records/digests.js';
/** The end of the consent's term. */
export const EXPIRES = '2026-12-01T00:00:00.000Z';
/** A use reserved at the start is due one hour later. */
export const DUE = '2026-11-23T09:00:00.000Z';

export const subject: Who = 'participant:person';
export const controller: Who = 'participant:fund';
export const recipient: Who = 'participant:bank';
export const representative: Who = 'participant:guardian';
export const service: Who = 'authenticator:service';
export const court: Who = 'court:court';
export const regulator: Who = 'regulator:regulator';

export const offer = offerBody({
  subject: 'person',
  controller: 'fund',
  recipient: 'bank',
  purpose: PURPOSE,
  expires: EXPIRES,
  maximumUses: 2,
});

export const byGuardian: JsonObject = {
  ...activationBody,
  representative: { participant: 'guardian', guardian: true, mandate: digests('9') },
};

export const wish = requestBody(CONSENT, PURPOSE);
export const delivery = deliveryBody(START);
export const opening = openingBody(START);

/** What each action's order says if nothing is to be wrong with it. */
export const bodies: Readonly<Record<string, JsonObject>> = {
  'consent.offer': offer,
  'consent.activate': activationBody,
  'consent.pause': {},
  'consent.resume': {},
  'consent.withdraw': {},
  'consent.acknowledge': {},
  'consent.invalidate': { document: digests('5') },
  'consent.expire': {},
  'use.request': wish,
  'use.deliver': delivery,
  'use.open': opening,
  'use.lapse': {},
  'use.delete': { evidence: digests('6') },
  'use.retain': { basis: '征信业管理条例', until: '2027-01-01T00:00:00.000Z' },
};

const purpose: Purpose = {
  id: PURPOSE,
  status: 'in-force',
  version: 1,
  at: { tick: 1, time: START },
  command: '0'.repeat(64),
  ...purposeBody,
};

/** A ledger with everybody registered and the purpose defined. */
export function emptyStage(change: Partial<Purpose> = {}): RecordPlay {
  const play = new RecordPlay(START).put({ kind: 'purpose', value: { ...purpose, ...change } });
  for (const id of ['person', 'fund', 'bank', 'guardian', 'insurer']) {
    // No rule looks at more of a participant than that it is there.
    play.put({ kind: 'participant', value: { id } as Participant });
  }
  return play;
}

/** Gives an order that nothing is wrong with, but for what is changed. */
export async function act(
  play: RecordPlay,
  action: string,
  by: readonly Who[],
  change: JsonObject = {},
  target = action.startsWith('use.') ? USE : CONSENT,
): Promise<RecordPlay> {
  return await play.must({ action, target, by, body: { ...bodies[action], ...change } });
}

/** The outcome of an order, with a changed body. */
export async function attempt(
  play: RecordPlay,
  action: string,
  by: readonly Who[],
  change: JsonObject = {},
  target = action.startsWith('use.') ? USE : CONSENT,
): Promise<string> {
  return await play.order({ action, target, by, body: { ...bodies[action], ...change } });
}
