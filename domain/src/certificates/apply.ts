import { objectOf, type ValueOf } from '@quancheng/protocol';
import { claimFor, loadClaim, type ClaimState } from '../claims/hold-claim.js';
import type { Anchor } from '../logs/log-records.js';
import { digestPairForm } from '../records/digest-pair.js';
import type { Reader } from '../records/reader.js';
import type { Rule } from '../records/rule.js';
import { transition, type Facts } from '../records/transition.js';
import { endOfWorkingDays } from '../registers/working-days.js';
import { holder } from './certificate-actors.js';
import type { Certificate } from './certificate.js';
import { contentRules, registerOpen } from './certificate-rules.js';
import { depositProofForm, evidenceOf, loadAnchor, provesDeposit } from './deposit-proof.js';
import { isEnded } from './is-live.js';
import { nextContents } from './next-contents.js';
import { loadRulebook, type Rulebook } from './rulebook.js';
import { grantInForce } from './source-grant.js';

const applyBody = objectOf({ deposit: depositProofForm, document: digestPairForm });

type ApplyBody = ValueOf<typeof applyBody>;

interface ApplyOthers extends Rulebook {
  readonly anchor: Anchor;
  readonly claim: ClaimState;
  /** The certificate that has the deposit. */
  readonly claimant: Certificate | undefined;
}

type ApplyFacts = Facts<Certificate, ApplyBody, ApplyOthers>;

async function load(facts: Pick<ApplyFacts, 'target' | 'body'>, read: Reader): Promise<ApplyOthers> {
  const { target, body } = facts;
  const claim = await loadClaim(read, 'deposit', target.register, body.deposit.entry.sha256);
  const holderOfClaim = claim.present?.holder;
  return {
    ...(await loadRulebook(facts, read)),
    anchor: await loadAnchor(read, body.deposit),
    claim,
    claimant: holderOfClaim === undefined ? undefined : await read('certificate', holderOfClaim),
  };
}

const proven: Rule<ApplyFacts> = {
  code: 'EVIDENCE_UNPROVEN',
  holds: ({ body, others }) => provesDeposit(body.deposit, others.anchor),
  detail: ({ body: { deposit } }) =>
    `no such entry at ${deposit.index} of ${deposit.origin}, ${deposit.size}`,
};

const unclaimed: Rule<ApplyFacts> = {
  code: 'EVIDENCE_CLAIMED',
  holds: ({ others: { claimant }, at }) => claimant === undefined || isEnded(claimant, at),
  detail: ({ others: { claimant } }) => `${claimant?.id ?? ''} rests on it`,
};

/** The holder applies. From now on the register's present version governs, whatever becomes of the register. */
export const apply = transition<Certificate, ApplyBody, ApplyOthers>({
  from: ['draft'],
  to: ['applied'],
  body: applyBody,
  load,
  by: [[holder]],
  rules: [registerOpen, ...contentRules<ApplyFacts>(({ target }) => target), grantInForce, proven, unclaimed],
  apply: ({ target, body, others, at }) => ({
    record: nextContents(target, {
      status: 'applied',
      document: body.document,
      registerVersion: others.rules.version,
      evidence: evidenceOf(body.deposit),
      acceptanceDue: endOfWorkingDays(at.time, others.rules.acceptanceDays, others.calendar),
    }),
    amendments: [claimFor(target.id, others.claim)],
  }),
});
