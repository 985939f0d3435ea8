import type { JsonObject } from '@quancheng/protocol';
import { after, digests, newActing, newGround, PRODUCT, type Scene } from '../support/market-ground.js';
import type { RecordPlay, Who } from '../support/record-play.js';

export const HOLD = 'commission/hold-1';
export const UNTIL = '2027-01-31T00:00:00.000Z';
export const DUE = '2026-11-30T00:00:00.000Z';

export const commission: Who = 'arbitration:commission';
export const court: Who = 'court:court';
export const custodian: Who = 'participant:keeper-1';
export const secondCustodian: Who = 'participant:keeper-2';

export const preserve: JsonObject = {
  measure: 'preserve',
  case: digests('1'),
  parties: [digests('2'), digests('3')],
  agreement: digests('4'),
  order: digests('5'),
  records: [{ kind: 'certificate', name: PRODUCT }],
  statements: ['a'.repeat(64), 'b'.repeat(64)],
  custodians: ['keeper-1', 'keeper-2'],
  until: UNTIL,
};

export const freeze: JsonObject = { ...preserve, measure: 'freeze' };

export const bodies: Readonly<Record<string, JsonObject>> = {
  'hold.file': preserve,
  'hold.notify': { document: digests('6'), acknowledgeDue: DUE },
  'hold.acknowledge': { document: digests('7') },
  'hold.export': { document: digests('8'), bundle: digests('9') },
  'hold.decide': { document: digests('a') },
  'hold.withdraw': { document: digests('b') },
  'hold.release': { document: digests('c') },
};

export const { act, attempt } = newActing({ bodies, targetOf: () => HOLD });

export const emptyStage = (): RecordPlay =>
  newGround(['commission', 'court', 'keeper-1', 'keeper-2', 'operator']);

const scenesAfter = (filed: Scene, releaser: Who): Readonly<Record<string, Scene>> => {
  const notified = after(filed, (play) => act(play, 'hold.notify', [commission]));
  const exported = after(notified, (play) => act(play, 'hold.export', [commission]));
  const decided = after(exported, (play) => act(play, 'hold.decide', [commission]));
  const withdrawn = after(filed, (play) => act(play, 'hold.withdraw', [commission]));
  return {
    absent: () => Promise.resolve(emptyStage()),
    filed,
    notified,
    'notified, one answered': after(notified, (play) => act(play, 'hold.acknowledge', [custodian])),
    exported,
    decided,
    withdrawn,
    'withdrawn, after the export': after(exported, (play) => act(play, 'hold.withdraw', [commission])),
    released: after(decided, (play) => act(play, 'hold.release', [releaser])),
  };
};

const empty: Scene = () => Promise.resolve(emptyStage());

/** By name, a hold in some status that preserves evidence. */
export const preservedScenes = scenesAfter(
  after(empty, (play) => act(play, 'hold.file', [commission])),
  commission,
);

/** The same, of a hold by which the court freezes. */
export const frozenScenes = scenesAfter(
  after(empty, (play) => act(play, 'hold.file', [commission, court], freeze)),
  court,
);
