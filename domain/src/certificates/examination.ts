import { objectOf, optional, type ValueOf } from '@quancheng/protocol';
import { digestPairForm } from '../records/digest-pair.js';
import type { Rule } from '../records/rule.js';
import { transition, type Facts } from '../records/transition.js';
import { endOfWorkingDays } from '../registers/working-days.js';
import type { LedgerTime } from '../ticks/tick.js';
import { holder, registrar } from './certificate-actors.js';
import type { Certificate } from './certificate.js';
import { contentRules } from './certificate-rules.js';
import { contentMembers } from './description.js';
import { nextContents } from './next-contents.js';
import { loadRulebook, loadRulebookFor, type Rulebook } from './rulebook.js';

const documentBody = objectOf({ document: digestPairForm });
const supplementBody = objectOf({ document: digestPairForm, ...contentMembers });
const reviewBody = objectOf({
  document: digestPairForm,
  inspectionReport: optional(digestPairForm),
  riskAssessment: optional(digestPairForm),
});

type DocumentBody = ValueOf<typeof documentBody>;
type SupplementBody = ValueOf<typeof supplementBody>;
type ReviewBody = ValueOf<typeof reviewBody>;
type ReviewFacts = Facts<Certificate, ReviewBody, Rulebook>;

function reviewDue(at: LedgerTime, { rules, calendar }: Rulebook): string {
  return endOfWorkingDays(at.time, rules.reviewDays, calendar);
}

export const accept = transition<Certificate, DocumentBody, Rulebook>({
  from: ['applied'],
  to: ['accepted'],
  body: documentBody,
  load: loadRulebook,
  by: [[registrar]],
  rules: [],
  apply: ({ target, body, others, at }) => ({
    record: nextContents(target, { ...body, status: 'accepted', reviewDue: reviewDue(at, others) }),
  }),
});

export const requestCorrection = transition<Certificate, DocumentBody, Rulebook>({
  from: ['accepted'],
  to: ['correction'],
  body: documentBody,
  load: loadRulebook,
  by: [[registrar]],
  rules: [],
  apply: ({ target, body }) => ({ record: nextContents(target, { ...body, status: 'correction' }) }),
});

/** The holder hands in what was asked for; the time for review runs anew from then. */
export const supplement = transition<Certificate, SupplementBody, Rulebook>({
  from: ['correction'],
  to: ['accepted'],
  body: supplementBody,
  load: loadRulebookFor,
  by: [[holder]],
  rules: contentRules<Facts<Certificate, SupplementBody, Rulebook>>(({ body }) => body),
  apply: ({ target, body, others, at }) => ({
    record: nextContents(target, { ...body, status: 'accepted', reviewDue: reviewDue(at, others) }),
  }),
});

const inspected: Rule<ReviewFacts> = {
  code: 'INSPECTION_REQUIRED',
  holds: ({ target, body }) => target.type !== 'asset' || body.inspectionReport !== undefined,
  detail: () => 'it is a data asset',
};

const assessed: Rule<ReviewFacts> = {
  code: 'RISK_ASSESSMENT_REQUIRED',
  holds: ({ target, body }) =>
    target.description.source.kind !== 'public' || body.riskAssessment !== undefined,
  detail: () => 'the data are public data',
};

export const review = transition<Certificate, ReviewBody, Rulebook>({
  from: ['accepted'],
  to: ['reviewed'],
  body: reviewBody,
  load: loadRulebook,
  by: [[registrar]],
  rules: [inspected, assessed],
  apply: ({ target, body }) => ({ record: nextContents(target, { ...body, status: 'reviewed' }) }),
});

/** The registrar refuses the application. An objection that is upheld ends it, too. */
export const reject = transition<Certificate, DocumentBody, Rulebook>({
  from: ['applied', 'accepted', 'correction', 'reviewed'],
  to: ['rejected'],
  body: documentBody,
  load: loadRulebook,
  by: [[registrar]],
  rules: [],
  apply: ({ target, body }) => ({ record: nextContents(target, { ...body, status: 'rejected' }) }),
});

/** Where a register gives no public notice, it is over as it begins. */
function noticeEnd(at: LedgerTime, { rules: { noticeDays }, calendar }: Rulebook): string {
  return noticeDays === undefined ? at.time : endOfWorkingDays(at.time, noticeDays, calendar);
}

export const publicise = transition<Certificate, DocumentBody, Rulebook>({
  from: ['reviewed'],
  to: ['publicised'],
  body: documentBody,
  load: loadRulebook,
  by: [[registrar]],
  rules: [],
  apply: ({ target, body, others, at }) => ({
    record: nextContents(target, {
      ...body,
      status: 'publicised',
      noticeEnds: noticeEnd(at, others),
    }),
  }),
});
