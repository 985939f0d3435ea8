import type { Facts } from '../records/transition.js';
import type { Rule } from '../records/rule.js';
import { isSubset } from '../purposes/fields-form.js';
import type { Purpose } from '../purposes/purpose.js';
import type { Consent } from './consent.js';
import type { OfferBody } from './offer-body.js';

const DAY = 24 * 60 * 60 * 1000;

export interface OfferOthers {
  readonly purpose: Purpose;
  /** The consent on which this one rests, if it is one for a further recipient. */
  readonly parent: Consent | undefined;
  readonly superseded: Consent | undefined;
}

type OfferFacts = Facts<undefined, OfferBody, OfferOthers>;

const parties: Rule<OfferFacts> = {
  code: 'CONSENT_PARTIES_INVALID',
  holds: ({ body: { subject, controller, recipient } }) =>
    new Set([subject, controller, recipient]).size === 3,
  detail: () => 'subject, controller and recipient are three different participants',
};

/** The purpose's caps win; what exceeds them is refused whole. */
const caps: readonly Rule<OfferFacts>[] = [
  {
    code: 'PURPOSE_CLOSED',
    holds: ({ others: { purpose } }) => purpose.status === 'in-force',
    detail: ({ body }) => `${body.purpose} is closed`,
  },
  {
    code: 'FIELDS_EXCEED_PURPOSE',
    holds: ({ body, others: { purpose } }) => isSubset(body.fields, purpose.fields),
    detail: ({ body, others: { purpose } }) =>
      `beyond the purpose: ${body.fields.filter((field) => !purpose.fields.includes(field)).join(', ')}`,
  },
  {
    code: 'RETENTION_EXCEEDS_PURPOSE',
    holds: ({ body, others: { purpose } }) => body.retentionDays <= purpose.retentionDays,
    detail: ({ others: { purpose } }) => `the purpose allows ${purpose.retentionDays} days`,
  },
  {
    code: 'USES_EXCEED_PURPOSE',
    holds: ({ body, others: { purpose } }) => body.maximumUses <= purpose.maximumUses,
    detail: ({ others: { purpose } }) => `the purpose allows ${purpose.maximumUses} uses`,
  },
  {
    code: 'TERM_EXCEEDS_PURPOSE',
    holds: ({ body, at, others: { purpose } }) =>
      Date.parse(body.expires) <= Date.parse(at.time) + purpose.termDays * DAY,
    detail: ({ others: { purpose } }) => `the purpose allows ${purpose.termDays} days`,
  },
  {
    code: 'CONSENT_EXPIRED',
    holds: ({ body, at }) => body.expires > at.time,
    detail: ({ body }) => `it would end ${body.expires}`,
  },
];

const law: readonly Rule<OfferFacts>[] = [
  {
    code: 'SEPARATE_CONSENT_MISSING',
    holds: ({ body }) => body.separate,
    detail: () => 'giving personal information to another takes a consent of its own',
  },
  {
    code: 'IMPACT_ASSESSMENT_MISSING',
    holds: ({ body, others: { purpose } }) =>
      body.impactAssessment !== undefined || !(purpose.impactAssessment || isSensitive(body, purpose)),
    detail: ({ body }) => `${body.purpose} demands an impact assessment for these fields`,
  },
];

/** A consent for a further recipient never allows more than the one that it rests on. */
const narrowing: readonly Rule<OfferFacts>[] = [
  {
    code: 'PARENT_MISMATCH',
    holds: ({ body, others: { parent } }) =>
      parent === undefined ||
      (parent.status === 'active' &&
        parent.subject === body.subject &&
        parent.recipient === body.controller &&
        parent.parent === undefined),
    detail: () => 'it rests on an active consent of the same subject, whose recipient is the controller here',
  },
  {
    code: 'DELEGATION_WIDENS',
    holds: ({ body, others: { parent } }) => parent === undefined || isNarrower(body, parent),
    detail: () =>
      'purpose, fields, retention, uses and term stay within those of the consent that it rests on',
  },
];

const supersession: Rule<OfferFacts> = {
  code: 'SUPERSEDED_MISMATCH',
  holds: ({ body, others: { superseded } }) => superseded === undefined || isSameParties(body, superseded),
  detail: () => 'a consent replaces one between the same parties',
};

/** All rules of an offer, in the order in which they are judged. */
export const offerRules: readonly Rule<OfferFacts>[] = [parties, ...caps, ...law, ...narrowing, supersession];

export function isSensitive({ fields }: OfferBody, { sensitiveFields }: Purpose): boolean {
  return fields.some((field) => sensitiveFields.includes(field));
}

function isNarrower(body: OfferBody, parent: Consent): boolean {
  return (
    body.purpose === parent.purpose &&
    isSubset(body.fields, parent.fields) &&
    body.retentionDays <= parent.retentionDays &&
    body.maximumUses <= parent.maximumUses &&
    body.expires <= parent.expires
  );
}

function isSameParties(body: OfferBody, { subject, controller, recipient }: Consent): boolean {
  return body.subject === subject && body.controller === controller && body.recipient === recipient;
}
