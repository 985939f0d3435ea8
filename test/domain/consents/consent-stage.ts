import type { Participant, Purpose } from '@quancheng/domain';
import type { JsonObject } from '@quancheng/protocol';
import { RecordPlay, type Who } from '../support/record-play.js';

export const CONSENT = 'bank/consent-1';
export const SECOND = 'bank/consent-2';
export const USE = 'bank/use-1';
export const PURPOSE = 'registry/credit';
export const START = '2026-11-23T08:00:00.000Z';
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

export const digests = (letter: string) => ({ sha256: letter.repeat(64), sm3: letter.repeat(64) });

export const notice = { ...digests('a'), language: 'zh-CN', version: '3' };

export const offer: JsonObject = {
  subject: 'person',
  controller: 'fund',
  recipient: 'bank',
  purpose: PURPOSE,
  means: '接口查询',
  fields: ['housing-fund.balance'],
  separate: true,
  notice,
  retentionDays: 10,
  expires: EXPIRES,
  maximumUses: 2,
  withdrawalChannel: '泉城办 App',
  impactAssessment: digests('b'),
  minor: false,
};

export const activation: JsonObject = {
  notice,
  authentication: { means: '人脸识别', evidence: digests('f') },
};

export const byGuardian: JsonObject = {
  ...activation,
  representative: { participant: 'guardian', guardian: true, mandate: digests('9') },
};

export const wish: JsonObject = {
  consent: CONSENT,
  purpose: PURPOSE,
  fields: ['housing-fund.balance'],
  reference: digests('1'),
  request: digests('2'),
};

export const delivery: JsonObject = {
  ciphertext: digests('c'),
  manifest: digests('d'),
  fieldRoot: 'e'.repeat(64),
  count: 1,
  environment: '银行核心系统',
  sent: START,
};

export const opening: JsonObject = { fieldRoot: 'e'.repeat(64), received: START };

/** What each action's order says if nothing is to be wrong with it. */
export const bodies: Readonly<Record<string, JsonObject>> = {
  'consent.offer': offer,
  'consent.activate': activation,
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
  title: '贷款审批',
  basis: '个人信息保护法 第六条',
  fields: ['housing-fund.balance', 'housing-fund.months'],
  sensitiveFields: ['housing-fund.balance'],
  termDays: 30,
  retentionDays: 10,
  maximumUses: 5,
  deliveryHours: 1,
  acknowledgementHours: 72,
  impactAssessment: false,
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
