import type { Calendar, Certificate, Participant } from '@quancheng/domain';
import type { JsonObject } from '@quancheng/protocol';
import { RecordPlay, type Order, type Who } from './record-play.js';

/** A Monday, 16:00 in Jinan. */
export const MONDAY = '2026-11-23T08:00:00.000Z';
export const LATER = '2027-06-01T00:00:00.000Z';
export const CALENDAR = 'bureau/calendar';
export const PRODUCT = 'operator/product';

export const digests = (letter: string) => ({ sha256: letter.repeat(64), sm3: letter.repeat(64) });

const head = { version: 1, at: { tick: 1, time: MONDAY }, command: '0'.repeat(64) };

const calendar: Calendar = {
  ...head,
  id: CALENDAR,
  status: 'in-force',
  title: '工作日历',
  utcOffset: 480,
  holidays: [],
  workdays: [],
  from: '2026-01-01',
  to: '2030-12-31',
};

/** A registered data product, whose holder is the operator. */
export const product: Certificate = {
  ...head,
  id: PRODUCT,
  status: 'registered',
  type: 'product',
  holder: 'operator',
  register: 'bureau/products',
  registerVersion: 1,
  description: {
    dataName: '公共自行车出行指数',
    industry: '交通运输',
    scenario: '出行规划',
    source: { kind: 'own', statement: '自行加工' },
    scale: '1 万条',
    updateFrequency: '每日',
    legalBasis: '数据安全法 第七条',
    level: 'general',
    custodian: '交通局',
  },
  rights: { vocabulary: '数据二十条', names: ['数据产品经营权'] },
  openObjections: 0,
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: LATER,
  freezes: [],
  pledges: 0,
};

/** A ledger with these participants, the calendar, and the product. */
export function newGround(
  participants: readonly string[],
  certificate: Partial<Certificate> = {},
): RecordPlay {
  const play = new RecordPlay(MONDAY)
    .put({ kind: 'calendar', value: calendar })
    .put({ kind: 'certificate', value: { ...product, ...certificate } });
  // No rule looks at more of a participant than that it is there.
  for (const id of participants) play.put({ kind: 'participant', value: { id } as Participant });
  return play;
}

export type Scene = () => Promise<RecordPlay>;
type Step = (play: RecordPlay) => unknown;

/** A scene that goes on from another one. */
export const after =
  (scene: Scene, ...steps: readonly Step[]): Scene =>
  async () => {
    const play = (await scene()).fork();
    for (const step of steps) await step(play);
    return play;
  };

export const atTime =
  (time: string): Step =>
  (play) =>
    play.waitUntil(time);

/** What orders say if nothing is to be wrong with them. */
export interface Good {
  readonly bodies: Readonly<Record<string, JsonObject>>;
  readonly targetOf: (action: string) => string;
}

/** Gives orders that nothing is wrong with, but for what is changed. */
export function newActing({ bodies, targetOf }: Good) {
  const orderOf = (action: string, by: readonly Who[], change: JsonObject, target?: string): Order => ({
    action,
    by,
    target: target ?? targetOf(action),
    body: { ...bodies[action], ...change },
  });
  return {
    /** Fails unless it is done. */
    act: (play: RecordPlay, action: string, by: readonly Who[], change: JsonObject = {}, target?: string) =>
      play.must(orderOf(action, by, change, target)),
    /** `done`, or the code of the refusal; the play stays as it is. */
    attempt: (
      play: RecordPlay,
      action: string,
      by: readonly Who[],
      change: JsonObject = {},
      target?: string,
    ) => play.fork().order(orderOf(action, by, change, target)),
  };
}

/** The body without a member. */
export function without(body: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([each]) => each !== name));
}
