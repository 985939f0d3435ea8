import { objectOf, oneOf, optional, timeForm, type ValueOf } from '@quancheng/protocol';
import { isValidLicence, reportTypes, type Licence } from '../licences/licence.js';
import type { Actor } from '../records/actor.js';
import type { Amendment } from '../records/amendment.js';
import { digestPairForm } from '../records/digest-pair.js';
import { readExisting, readVersion, type Reader } from '../records/reader.js';
import { contentsOf } from '../records/record.js';
import { recordNameForm } from '../records/record-name.js';
import { versionReferenceForm } from '../records/record-reference.js';
import type { Rule } from '../records/rule.js';
import { creation, type Facts } from '../records/transition.js';
import { recordKey } from '../state/state-key.js';
import { reportedKinds, type Report } from './report.js';
import { partiesOf, type Subject } from './subject-parties.js';

const signBody = objectOf({
  type: oneOf(...reportTypes),
  subject: versionReferenceForm(...reportedKinds),
  licence: recordNameForm,
  conclusion: digestPairForm,
  report: digestPairForm,
  asOf: timeForm,
  validTo: timeForm,
  supersedes: optional(recordNameForm),
});

type SignBody = ValueOf<typeof signBody>;
interface SignOthers {
  /** The version that the report is about. */
  readonly subject: Subject;
  readonly licence: Licence;
  readonly superseded: Report | undefined;
}
type SignFacts = Facts<undefined, SignBody, SignOthers>;

async function load({ body }: { readonly body: SignBody }, read: Reader): Promise<SignOthers> {
  const { subject, licence, supersedes } = body;
  return {
    subject: await readSubject(subject, read),
    licence: await readExisting(read, 'licence', licence),
    superseded: supersedes === undefined ? undefined : await readExisting(read, 'report', supersedes),
  };
}

async function readSubject({ kind, name, version }: SignBody['subject'], read: Reader): Promise<Subject> {
  // What is under a kind's keys is of that kind, which the compiler cannot follow through the union.
  return { kind, value: await readVersion(read, kind, name, version) } as Subject;
}

const assessor: Actor<unknown> = { name: 'assessor', role: 'participant' };

/** The licence is judged here, in the transaction that records the signature. */
const licensed: readonly Rule<SignFacts>[] = [
  {
    code: 'LICENCE_FOREIGN',
    holds: ({ command, others }) => others.licence.holder === command.participant,
    detail: ({ others: { licence } }) => `${licence.id} is ${licence.holder}’s`,
  },
  {
    code: 'LICENCE_INVALID',
    holds: ({ others, at }) => isValidLicence(others.licence, at),
    detail: ({ others: { licence } }) =>
      `${licence.id} is ${licence.status}, from ${licence.from} to ${licence.to}`,
  },
  {
    code: 'LICENCE_TOO_NARROW',
    holds: ({ body, others }) => others.licence.reports.includes(body.type),
    detail: ({ others: { licence } }) => `it is for ${licence.reports.join(', ')}`,
  },
];

const rules: readonly Rule<SignFacts>[] = [
  ...licensed,
  {
    code: 'REPORT_ON_OWN',
    holds: ({ command, others }) => !partiesOf(others.subject).includes(command.participant),
    detail: ({ command }) => `${command.participant} is party to what it reports on`,
  },
  {
    code: 'REPORT_AHEAD',
    holds: ({ body, at }) => body.asOf <= at.time,
    detail: ({ body }) => `it relates to ${body.asOf}`,
  },
  {
    code: 'PERIOD_EMPTY',
    holds: ({ body, at }) => body.validTo > at.time,
    detail: ({ at }) => `it would begin ${at.time}`,
  },
  {
    code: 'REPORT_SUPERSEDED_MISMATCH',
    holds: ({ body, command, others: { superseded } }) =>
      superseded === undefined || canReplace(superseded, body, command.participant),
    detail: ({ others: { superseded } }) => `${superseded?.id ?? ''} is ${superseded?.status ?? ''}`,
  },
];

/** An assessor replaces only its own report, of the same type about the same record, while nobody challenges it. */
function canReplace(
  { status, assessor: author, type, subject }: Report,
  body: SignBody,
  by: string,
): boolean {
  return (
    status === 'in-force' &&
    author === by &&
    type === body.type &&
    recordKey(subject.kind, subject.name) === recordKey(body.subject.kind, body.subject.name)
  );
}

/** A licensed third party signs. */
export const signReport = creation<Report, SignBody, SignOthers>({
  to: ['in-force'],
  body: signBody,
  load,
  by: [[assessor]],
  rules,
  apply: (facts) => ({
    record: {
      ...facts.body,
      status: 'in-force',
      assessor: facts.command.participant,
      licenceVersion: facts.others.licence.version,
      signed: facts.at,
    },
    amendments: supersede(facts),
    collections: [`reports/${facts.body.subject.name}`],
  }),
});

/** The amended report's new version is found by way of its successor in the collection, which names it. */
function supersede({ command, others: { superseded } }: SignFacts): readonly Amendment[] {
  if (superseded === undefined) return [];
  const contents = {
    ...contentsOf(superseded),
    status: 'superseded' as const,
    supersededBy: command.target,
  };
  return [{ kind: 'report', id: superseded.id, before: superseded, contents }];
}
