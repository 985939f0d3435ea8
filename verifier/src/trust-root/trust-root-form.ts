import {
  base64Form,
  countForm,
  digestForm,
  integerForm,
  isHex,
  ledgerIdForm,
  listOf,
  objectOf,
  oneOf,
  optional,
  originForm,
  participantIdForm,
  stringForm,
  textForm,
  timeForm,
  type ValueOf,
} from '@quancheng/protocol';
import { checkIds } from '../report/check-id.js';

const CERTIFICATE_LIMIT = 16_384;

const positive = integerForm(1, Number.MAX_SAFE_INTEGER);
const certificate = base64Form(1, CERTIFICATE_LIMIT);
const serial = stringForm('a serial number in hex without leading zero bytes', (value) => {
  return value !== '' && isHex(value) && (value === '00' || !value.startsWith('00'));
});
/** Its own syntax is judged by its own parser. */
const anyString = stringForm('a string', () => true);

const organisation = objectOf({
  mspId: participantIdForm,
  name: textForm,
  operator: textForm,
  administrator: base64Form(1, 128),
  authorities: listOf(objectOf({ certificate, from: timeForm, until: timeForm }), 1, 16),
  revocations: listOf(objectOf({ serial, at: timeForm }), 0, 10_000),
});

/** A log as a trust root names it. */
export const logMemberForm = objectOf({
  origin: originForm,
  operator: participantIdForm,
  keys: listOf(objectOf({ verifierKey: anyString, from: countForm, until: optional(countForm) }), 1, 16),
});

const requiredChecks = listOf(oneOf(...checkIds), 0, checkIds.length);

/** A trust root's members, each by itself; what must hold between them is in assert-trust-root.ts. */
export const trustRootForm = objectOf({
  schema: oneOf('quancheng/trust-root/v1'),
  sequence: positive,
  previous: optional(digestForm),
  issued: timeForm,
  consortium: textForm,
  ledger: ledgerIdForm,
  channel: textForm,
  chaincode: objectOf({ name: textForm, versions: listOf(textForm, 1, 32) }),
  organisations: listOf(organisation, 1, 64),
  endorsement: objectOf({ threshold: positive }),
  signatures: objectOf({ threshold: positive }),
  logs: listOf(logMemberForm, 0, 64),
  witnesses: anyString,
  timestampAuthorities: listOf(certificate, 0, 64),
  required: objectOf({ document: requiredChecks, 'sharing-event': requiredChecks }),
});

/** A trust root's payload, in the shape of its JSON: what an organisation writes and administrators sign. */
export type TrustRootContent = ValueOf<typeof trustRootForm>;
