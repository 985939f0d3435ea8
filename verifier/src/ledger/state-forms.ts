import {
  base64Form,
  countForm,
  digestForm,
  integerForm,
  keyIdForm,
  ledgerIdForm,
  listOf,
  objectOf,
  oneOf,
  optional,
  originForm,
  participantRoles,
  participantIdForm,
  publicKeyForm,
  restrict,
  stringForm,
  textForm,
  timeForm,
  type ValueOf,
} from '@quancheng/protocol';

const positive = integerForm(1, Number.MAX_SAFE_INTEGER);
export const ledgerTime = objectOf({ tick: countForm, time: timeForm });

export const ledgerForm = objectOf({
  schema: oneOf('quancheng/ledger/v1'),
  ledger: ledgerIdForm,
  consortium: textForm,
  channel: textForm,
  chaincode: textForm,
  organisations: listOf(
    objectOf({ mspId: participantIdForm, name: textForm, operator: textForm, administrator: keyIdForm }),
    1,
    64,
  ),
  registrar: participantIdForm,
  recoveryThreshold: positive,
  tickPeriod: positive,
  genesis: digestForm,
  stateVersion: integerForm(1, 1),
});

export const participantForm = objectOf({
  id: participantIdForm,
  name: optional(textForm),
  type: oneOf(
    'agency',
    'enterprise',
    'bank',
    'exchange',
    'arbitration',
    'notary',
    'registrar',
    'court',
    'regulator',
    'person',
  ),
  uscc: optional(stringForm('a string', () => true)),
  authenticator: optional(participantIdForm),
  authentication: optional(objectOf({ sha256: digestForm, sm3: digestForm })),
  encryptionKey: optional(base64Form(32, 32)),
  quota: optional(objectOf({ recordsPerDay: countForm, commandsPerDay: countForm })),
  roles: listOf(oneOf(...participantRoles), 0, participantRoles.length),
  keys: listOf(keyIdForm, 1, Number.MAX_SAFE_INTEGER),
  version: positive,
  registered: ledgerTime,
  usccOverride: optional(textForm),
});

export const keyForm = objectOf({
  key: keyIdForm,
  publicKey: publicKeyForm,
  algorithm: oneOf('ed25519', 'ecdsa-p256-sha256', 'sm2-sm3'),
  participant: participantIdForm,
  registered: ledgerTime,
  command: digestForm,
});

export const revocationForm = objectOf({
  key: keyIdForm,
  reason: oneOf('superseded', 'lost', 'compromised', 'ceased'),
  at: ledgerTime,
  command: digestForm,
});

export const compromiseForm = objectOf({
  key: keyIdForm,
  since: timeForm,
  at: ledgerTime,
  command: digestForm,
});

/** A log as the ledger holds it: its keys, and how far it is anchored. */
export const logForm = objectOf({
  origin: originForm,
  operator: participantIdForm,
  keys: listOf(objectOf({ verifierKey: textForm, from: countForm }), 1, Number.MAX_SAFE_INTEGER),
  head: objectOf({ size: countForm, root: digestForm }),
  anchors: positive,
  version: positive,
  registered: ledgerTime,
});

const anchorMembers = objectOf({
  origin: originForm,
  size: countForm,
  root: digestForm,
  previous: optional(countForm),
  number: positive,
  note: digestForm,
  at: ledgerTime,
});

/** The first anchor of a log is of size 0 and has none before it. */
export const anchorForm = restrict(anchorMembers, ({ size, previous, number }) => {
  const first = size === 0 && previous === undefined && number === 1;
  const later = previous !== undefined && previous < size && number > 1;
  return first || later ? undefined : { path: '/previous', expected: 'the size of an earlier anchor' };
});

export type LedgerTime = ValueOf<typeof ledgerTime>;
export type LedgerState = ValueOf<typeof ledgerForm>;
export type ParticipantState = ValueOf<typeof participantForm>;
export type KeyState = ValueOf<typeof keyForm>;
export type RevocationState = ValueOf<typeof revocationForm>;
export type CompromiseState = ValueOf<typeof compromiseForm>;
export type LogState = ValueOf<typeof logForm>;
export type AnchorState = ValueOf<typeof anchorForm>;
