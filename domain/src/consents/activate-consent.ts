import {
  digestForm,
  objectOf,
  optional,
  participantIdForm,
  textForm,
  type ValueOf,
} from '@quancheng/protocol';
import { booleanForm } from '../records/boolean-form.js';
import type { Amendment } from '../records/amendment.js';
import type { Actor } from '../records/actor.js';
import { digestPairForm, isSameDigest } from '../records/digest-pair.js';
import { readExisting, type Reader } from '../records/reader.js';
import { contentsOf } from '../records/record.js';
import type { Rule } from '../records/rule.js';
import { transition, type Facts } from '../records/transition.js';
import { authenticator, subject } from './consent-actors.js';
import type { Consent } from './consent.js';
import { unexpired } from './consent-rules.js';

const activateBody = objectOf({
  notice: objectOf({ sha256: digestForm, sm3: digestForm, language: textForm, version: textForm }),
  authentication: objectOf({ means: textForm, evidence: digestPairForm }),
  representative: optional(
    objectOf({ participant: participantIdForm, guardian: booleanForm, mandate: digestPairForm }),
  ),
});

type ActivateBody = ValueOf<typeof activateBody>;
interface ActivateOthers {
  readonly superseded: Consent | undefined;
}
type ActivateFacts = Facts<Consent, ActivateBody, ActivateOthers>;

/** Another participant than the subject, by whom the command says that it consents. */
const representative: Actor<ActivateFacts> = {
  name: 'representative',
  role: 'participant',
  among: ({ body, target }) =>
    body.representative === undefined || body.representative.participant === target.subject
      ? []
      : [body.representative.participant],
};

/** The subject signs alone only for itself. */
const subjectItself: Actor<ActivateFacts> = {
  ...subject,
  among: ({ body, target }) => (body.representative === undefined ? [target.subject] : []),
};

const rules: readonly Rule<ActivateFacts>[] = [
  unexpired,
  {
    code: 'NOTICE_MISMATCH',
    holds: ({ body: { notice }, target }) =>
      isSameDigest(notice, target.notice) &&
      notice.language === target.notice.language &&
      notice.version === target.notice.version,
    detail: () => 'what was signed is not the notice that was offered',
  },
  {
    code: 'GUARDIAN_MISSING',
    holds: ({ body, target }) => !target.minor || body.representative?.guardian === true,
    detail: () => 'the subject is under fourteen',
  },
  {
    code: 'SUPERSEDED_MISMATCH',
    holds: ({ others: { superseded } }) =>
      superseded === undefined || ['active', 'paused', 'exhausted'].includes(superseded.status),
    detail: ({ others: { superseded } }) => `the consent to replace is ${superseded?.status ?? 'absent'}`,
  },
];

async function loadSuperseded(
  { target }: { readonly target: Consent },
  read: Reader,
): Promise<ActivateOthers> {
  const { supersedes } = target;
  return {
    superseded: supersedes === undefined ? undefined : await readExisting(read, 'consent', supersedes),
  };
}

/** The subject consents, before an authentication service, to the notice as it was shown. */
export const activateConsent = transition<Consent, ActivateBody, ActivateOthers>({
  from: ['offered'],
  to: ['active'],
  body: activateBody,
  load: loadSuperseded,
  by: [
    [subjectItself, authenticator],
    [representative, authenticator],
  ],
  rules,
  apply: (facts) => ({
    record: {
      ...contentsOf(facts.target),
      status: 'active',
      authentication: { ...facts.body.authentication, service: serviceOf(facts) },
      ...(facts.body.representative === undefined ? {} : { representative: facts.body.representative }),
    },
    amendments: amendmentsOf(facts),
    collections: [`consents/${facts.target.subject}`],
  }),
});

function serviceOf({ command }: ActivateFacts): string {
  return command.signers.find(({ role }) => role === 'authenticator')?.participant ?? '';
}

function amendmentsOf({ target, others: { superseded } }: ActivateFacts): readonly Amendment[] {
  const { id, maximumUses } = target;
  const counter: Amendment = {
    kind: 'consumption',
    id,
    contents: { status: 'open', maximumUses, reserved: 0, opened: 0 },
  };
  if (superseded === undefined) return [counter];
  const contents = { ...contentsOf(superseded), status: 'superseded' as const };
  return [counter, { kind: 'consent', id: superseded.id, before: superseded, contents }];
}
