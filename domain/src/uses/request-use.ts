import { formatTime, objectOf, type ErrorCode, type ValueOf } from '@quancheng/protocol';
import { fieldsForm } from '../purposes/fields-form.js';
import type { Actor } from '../records/actor.js';
import { digestPairForm } from '../records/digest-pair.js';
import { recordNameForm } from '../records/record-name.js';
import { creation, type Effect, type Facts } from '../records/transition.js';
import { countUse } from './count-uses.js';
import { denialBy, isUsedUp } from './judge-use.js';
import { loadGrants, type Grants } from './load-grants.js';
import type { Use } from './use.js';

const HOUR = 60 * 60 * 1000;

const requestBody = objectOf({
  consent: recordNameForm,
  purpose: recordNameForm,
  fields: fieldsForm(1),
  reference: digestPairForm,
  request: digestPairForm,
});

type RequestBody = ValueOf<typeof requestBody>;
type RequestFacts = Facts<undefined, RequestBody, Grants>;

/** Only the consent's recipient: strangers get no denial on record, but a refusal. */
const recipient: Actor<RequestFacts> = {
  name: 'recipient',
  role: 'participant',
  among: ({ others: { grants } }) => grants.slice(0, 1).map(({ consent }) => consent.recipient),
};

/** The recipient asks for data; the answer, reserved or denied, is put on record in the same transaction. */
export const requestUse = creation<Use, RequestBody, Grants>({
  to: ['reserved', 'denied'],
  body: requestBody,
  load: ({ body }, read) => loadGrants(body.consent, read),
  by: [[recipient]],
  rules: [],
  apply: (facts) => answer(facts, denialOf(facts)),
});

function denialOf({ body, at, others: { grants } }: RequestFacts): ErrorCode | undefined {
  const denials = grants.map(
    (grant) => denialBy(grant, body, at) ?? (isUsedUp(grant) ? 'USES_EXHAUSTED' : undefined),
  );
  return denials.find((denial) => denial !== undefined);
}

function answer({ body, at, others }: RequestFacts, denial: ErrorCode | undefined): Effect<Use> {
  const [grant] = others.grants;
  if (grant === undefined) throw new Error('a use without a consent');
  const { consent } = grant;
  const record = {
    ...body,
    consentVersion: consent.version,
    provider: consent.controller,
    consumer: consent.recipient,
    due: formatTime(Date.parse(at.time) + others.purpose.deliveryHours * HOUR),
  };
  const collections = [`uses/${body.consent}`];
  if (denial !== undefined)
    return { record: { ...record, status: 'denied', denial }, collections, denied: denial };
  return {
    record: { ...record, status: 'reserved' },
    amendments: countUse(others.grants, 'reserve'),
    collections,
  };
}
