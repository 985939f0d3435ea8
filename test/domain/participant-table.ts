/**
 * The life of a participant's keys as docs/specs/ledger.md tells it, as a table. It knows nothing of the code: the
 * test that plays it compares both.
 *
 * A state says which keys the participant has: `live` ones, `revoked` ones, and among the revoked those whose
 * compromise was `reported`. `absent` is the participant that was never registered.
 */
export interface ModelState {
  readonly live: number;
  readonly revoked: number;
  readonly reported: number;
}

export type Model = ModelState | 'absent';

export const orders = [
  'register',
  'add a new key',
  'add a known key',
  'rotate a live key',
  'rotate a revoked key',
  'rotate a foreign key',
  'revoke a live key',
  'revoke a revoked key',
  'revoke a foreign key',
  'report a live key',
  'report a revoked key',
  'report a reported key',
  'recover',
] as const;

export type Order = (typeof orders)[number];

export const signers = [
  'registrar',
  'participant itself',
  'another participant',
  'log operator',
  'enough administrators',
  'one administrator',
  'administrators of one operator',
  'registrar and participant',
] as const;

export type Signers = (typeof signers)[number];

/** Whether an order can be made at all in a state: there must be such a key. */
export function isPossible(state: Model, order: Order): boolean {
  if (state === 'absent') return !/live|revoked|reported/.test(order);
  if (order.endsWith(' a live key')) return state.live > 0;
  if (order.endsWith(' a revoked key')) return state.revoked - state.reported > 0;
  if (order.endsWith(' a reported key')) return state.reported > 0;
  return true;
}

/** Who may order what; the first row that fits counts. */
const entitled: readonly (readonly [order: RegExp, signers: readonly Signers[]])[] = [
  [/^register/, ['registrar']],
  [/^add/, ['registrar', 'participant itself']],
  [/^rotate/, ['participant itself']],
  [/^revoke/, ['registrar', 'participant itself']],
  [/^report/, ['registrar', 'participant itself']],
  [/^recover/, ['enough administrators', 'one administrator', 'administrators of one operator']],
];

/** What an entitled order does: the first row that fits counts. */
type Row = readonly [
  order: RegExp,
  when: (state: Model) => boolean,
  result: string | ((state: ModelState) => Model),
];
const always = (): boolean => true;
const isAbsent = (state: Model): boolean => state === 'absent';
const change =
  (live: number, revoked: number, reported = 0) =>
  (state: ModelState): ModelState => ({
    live: state.live + live,
    revoked: state.revoked + revoked,
    reported: state.reported + reported,
  });

const effects: readonly Row[] = [
  [/^register/, isAbsent, () => ({ live: 1, revoked: 0, reported: 0 })],
  [/^/, isAbsent, 'PARTICIPANT_UNKNOWN'],
  [/known key$/, always, 'KEY_EXISTS'],
  [/foreign key$/, always, 'KEY_UNKNOWN'],
  [/^add a new key/, always, change(1, 0)],
  [/^rotate a live key/, always, change(0, 1)],
  [/^rotate a revoked key/, always, 'KEY_REVOKED'],
  [/^revoke a live key/, always, change(-1, 1)],
  [/^revoke a revoked key/, always, 'KEY_REVOKED'],
  [/^report a live key/, always, change(-1, 1, 1)],
  [/^report a revoked key/, always, change(0, 0, 1)],
  [/^report a reported key/, always, 'COMPROMISE_EXISTS'],
  [/^recover/, (state) => state !== 'absent' && state.live > 1, 'RECOVERY_NEEDLESS'],
  [/^recover/, (state) => state !== 'absent' && state.live === 1, change(0, 1)],
  [/^recover/, always, change(1, 0)],
];

/**
 * What the specification says: the next state, or the code of the refusal. The order names the right version: a
 * participant that exists is registered again only by a wrong one.
 */
export function expected(state: Model, order: Order, by: Signers): ModelState | string {
  if (order === 'register' && state !== 'absent') return 'VERSION_CONFLICT';
  const mayOrder = entitled.find(([pattern]) => pattern.test(order))?.[1].includes(by) === true;
  if (!mayOrder) return 'SIGNER_NOT_ENTITLED';
  if (order === 'recover' && by !== 'enough administrators') return 'RECOVERY_TOO_FEW';
  const row = effects.find(([pattern, when]) => pattern.test(order) && when(state));
  if (row === undefined) throw new Error(`the table says nothing of “${order}”`);
  const [, , result] = row;
  return typeof result === 'string'
    ? result
    : result(state === 'absent' ? { live: 0, revoked: 0, reported: 0 } : state);
}
