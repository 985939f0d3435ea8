import type { Encumbrance, Pledge } from '@quancheng/domain';
import type { JsonObject } from '@quancheng/protocol';
import { certificateName, digests } from '../certificates/certificate-fixtures.js';
import { act } from '../certificates/certificate-stage.js';
import { sceneAfter, scenes as certificateScenes, type Scene } from '../certificates/certificate-scenes.js';
import type { RecordPlay, Who } from '../support/record-play.js';

export const pledgor: Who = 'participant:holder';
export const pledgee: Who = 'participant:bank';
export const second: Who = 'participant:bank-2';
export const assignee: Who = 'participant:assignee';
export const registrar: Who = 'registrar:registry';
export const court: Who = 'court:court';

export const pledgeName = 'bank/pledge-1';
export const secondName = 'bank-2/pledge-1';
export const pledgeKey = `pledge/${pledgeName}`;
export const RIGHT = '数据资源持有权';

/** The certificate is registered on 5 December 2026 at 16:00 and valid until 5 December 2029. */
export const REGISTERED = '2026-12-05T16:00:00.000Z';
/** The tenth working day after 6 December (local) ends then. */
export const FILING_DUE = '2026-12-18T16:00:00.000Z';
export const EXTERNAL_ENDS = '2028-12-05T00:00:00.000Z';

export const external: JsonObject = {
  registry: '动产融资统一登记',
  number: '中登 0001',
  registered: '2026-12-05T15:00:00.000Z',
  expires: EXTERNAL_ENDS,
};

export const terms: JsonObject = {
  debt: digests('1'),
  debtTerm: { from: '2026-12-06T00:00:00.000Z', to: '2028-12-01T00:00:00.000Z' },
  scope: '主债权、利息、违约金及实现质权的费用',
  portion: 60,
  contract: digests('2'),
  valuation: { document: digests('3'), assessor: '评估机构' },
};

const naming: JsonObject = { certificate: certificateName, right: RIGHT, debt: digests('1') };

/** What each action’s order says if nothing is to be wrong with it. */
export const bodies: Readonly<Record<string, JsonObject>> = {
  'pledge.contract': {
    ...terms,
    certificate: certificateName,
    right: RIGHT,
    exclusive: false,
    pledgor: 'holder',
    pledgee: 'bank',
    specialAccount: digests('4'),
  },
  'pledge.withdraw': { document: digests('5') },
  'pledge.drop': {},
  'pledge.register': { document: digests('6'), external },
  'pledge.examine': { document: digests('7') },
  'pledge.adjudge': { document: digests('8'), finding: 'true' },
  'pledge.activate': { document: digests('9') },
  'pledge.vary': { ...terms, portion: 30, contract: digests('a') },
  'pledge.assign': { document: digests('b'), assignee: 'assignee' },
  'pledge.subordinate': { document: digests('c'), behind: secondName },
  'pledge.lapse': {},
  'pledge.prolong': {
    document: digests('d'),
    external: { ...external, expires: '2031-12-05T00:00:00.000Z' },
  },
  'pledge.release-part': { ...naming, document: digests('e'), remaining: digests('0'), portion: 30 },
  'pledge.release': { ...naming, document: digests('f') },
  'pledge.dispute': { document: digests('1') },
  'pledge.end-dispute': { document: digests('2') },
  'pledge.reinstate': { document: digests('3') },
  'pledge.enforce': { document: digests('4') },
  'pledge.close': { document: digests('5') },
};

/** What follows a registration that has ended counts from its own time. */
export const newlyRegistered: JsonObject = {
  document: digests('d'),
  external: {
    ...external,
    number: '中登 0002',
    registered: EXTERNAL_ENDS,
    expires: '2031-12-05T00:00:00.000Z',
  },
};

/** One action about the pledge, or another one, by whoever is given. */
export function deal(
  play: RecordPlay,
  action: string,
  by: readonly Who[],
  change: JsonObject = {},
  target = pledgeName,
): Promise<string> {
  const name = `pledge.${action}`;
  return play.order({ action: name, target, body: { ...bodies[name]!, ...change }, by });
}

/** A second bank’s contract over what is left. */
export function contractSecond(play: RecordPlay, change: JsonObject = {}): Promise<string> {
  const taking = { pledgee: 'bank-2', portion: 40, debt: digests('d'), ...change };
  return deal(play, 'contract', [pledgor, second], taking, secondName);
}

export const dealing =
  (action: string, ...by: readonly Who[]) =>
  (play: RecordPlay): Promise<string> =>
    deal(play, action, by);

export const waiting =
  (time: string) =>
  (play: RecordPlay): string => {
    play.waitUntil(time);
    return 'done';
  };

export const pledgeOf = (play: RecordPlay, name = pledgeName): Pledge =>
  play.value(`pledge/${name}`) as Pledge;
export const encumbranceOf = (play: RecordPlay): Encumbrance =>
  play.value(`encumbrance/${certificateName}`) as Encumbrance;

const absent = certificateScenes.registered;
const contracted = sceneAfter(absent, dealing('contract', pledgor, pledgee), (play) => contractSecond(play));
const registered = sceneAfter(contracted, dealing('register', pledgee));
const active = sceneAfter(registered, dealing('activate', pledgor, pledgee));
const partlyReleased = sceneAfter(active, dealing('release-part', pledgee), (play) =>
  // What is left is named anew, so that the orders of the cast fit.
  deal(play, 'vary', [pledgor, pledgee], { portion: 30 }),
);
const enforcing = sceneAfter(active, dealing('enforce', pledgee));
const registrationOver = sceneAfter(active, waiting(EXTERNAL_ENDS));
const lapsed = sceneAfter(registrationOver, dealing('lapse', 'participant:stranger'));
const released = sceneAfter(active, dealing('release', pledgee));
const disputed = sceneAfter(released, dealing('dispute', pledgee));

const certificate =
  (action: string, ...by: readonly Who[]) =>
  (play: RecordPlay): Promise<string> =>
    act(play, action, by);

export const pledgeScenes = {
  absent,
  'absent, certificate frozen': certificateScenes['registered, frozen'],
  'absent, certificate lapsed': certificateScenes['registered, lapsed'],
  'absent, certificate in notice': certificateScenes.publicised,
  'absent, certificate transferred': sceneAfter(
    absent,
    certificate('transfer', pledgor, 'participant:transferee'),
  ),
  contracted,
  'contracted, overdue': sceneAfter(contracted, waiting(FILING_DUE)),
  registered,
  'registered, external registration over': sceneAfter(registered, waiting(EXTERNAL_ENDS)),
  'registered, certificate frozen': sceneAfter(registered, certificate('freeze', court)),
  active,
  'active, external registration over': registrationOver,
  'active, certificate frozen': sceneAfter(active, certificate('freeze', court)),
  'active, certificate revoked': sceneAfter(active, certificate('revoke', registrar)),
  'partly-released': partlyReleased,
  lapsed,
  enforcing,
  released,
  'released, partly before': sceneAfter(partlyReleased, dealing('release', pledgee)),
  'released while enforcing': sceneAfter(enforcing, dealing('release', pledgee)),
  'released while lapsed': sceneAfter(lapsed, dealing('release', pledgee)),
  'released, dispute ended': sceneAfter(disputed, dealing('end-dispute', pledgee)),
  disputed,
  closed: sceneAfter(enforcing, dealing('close', court)),
  withdrawn: sceneAfter(contracted, dealing('withdraw', pledgee)),
} as const satisfies Readonly<Record<string, Scene>>;
