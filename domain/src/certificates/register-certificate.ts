import { objectOf, textForm, timeForm, type ValueOf } from '@quancheng/protocol';
import { claimFor, loadClaim, type ClaimState } from '../claims/hold-claim.js';
import { digestPairForm } from '../records/digest-pair.js';
import type { Reader } from '../records/reader.js';
import type { Rule } from '../records/rule.js';
import { transition, type Facts } from '../records/transition.js';
import { registrar } from './certificate-actors.js';
import type { Certificate } from './certificate.js';
import { latestEnd, withinAgreement } from './certificate-rules.js';
import { nextContents } from './next-contents.js';
import { loadRulebook, type Rulebook } from './rulebook.js';
import { grantInForce } from './source-grant.js';

const registerBody = objectOf({
  document: digestPairForm,
  certificateNumber: textForm,
  registryCode: textForm,
  validTo: timeForm,
});

type RegisterBody = ValueOf<typeof registerBody>;

interface RegisterOthers extends Rulebook {
  readonly number: ClaimState;
  readonly code: ClaimState;
}

type RegisterFacts = Facts<Certificate, RegisterBody, RegisterOthers>;

async function load(facts: Pick<RegisterFacts, 'target' | 'body'>, read: Reader): Promise<RegisterOthers> {
  const { target, body } = facts;
  return {
    ...(await loadRulebook(facts, read)),
    number: await loadClaim(read, 'certificate-number', target.register, body.certificateNumber),
    code: await loadClaim(read, 'registry-code', target.register, body.registryCode),
  };
}

const rules: readonly Rule<RegisterFacts>[] = [
  {
    code: 'NOTICE_RUNNING',
    holds: ({ target: { noticeEnds }, at }) => noticeEnds !== undefined && at.time >= noticeEnds,
    detail: ({ target }) => `it ends ${target.noticeEnds ?? ''}`,
  },
  {
    code: 'CERTIFICATE_NUMBER_TAKEN',
    holds: ({ others }) => others.number.present === undefined,
    detail: ({ others }) => `${others.number.present?.holder ?? ''} has it`,
  },
  {
    code: 'REGISTRY_CODE_TAKEN',
    holds: ({ others }) => others.code.present === undefined,
    detail: ({ others }) => `${others.code.present?.holder ?? ''} has it`,
  },
  {
    code: 'PERIOD_EMPTY',
    holds: ({ body, at }) => body.validTo > at.time,
    detail: ({ at }) => `its validity begins ${at.time}`,
  },
  {
    code: 'VALIDITY_EXCEEDED',
    holds: ({ body, others, at }) => body.validTo <= latestEnd(at, others),
    detail: ({ others, at }) => `it ends ${latestEnd(at, others)} at the latest`,
  },
  withinAgreement(({ target, body }) => ({ validTo: body.validTo, description: target.description })),
  grantInForce,
];

/** The notice is over and nothing objected is open: number and code are given, and validity begins. */
export const registerCertificate = transition<Certificate, RegisterBody, RegisterOthers>({
  from: ['publicised'],
  to: ['registered'],
  body: registerBody,
  load,
  by: [[registrar]],
  rules,
  apply: ({ target, body, others, at }) => ({
    record: nextContents(target, { ...body, status: 'registered', validFrom: at.time }),
    amendments: [claimFor(target.id, others.number), claimFor(target.id, others.code)],
  }),
});
