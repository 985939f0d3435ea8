import { parseTime } from '@quancheng/protocol';
import type { SignerEvidence } from '../ledger/read-signer.js';
import type { EvidencePackage } from '../package/evidence-package.js';
import type { Notice } from './check.js';
import type { Findings } from './findings.js';
import { newNotice } from './new-check.js';
import { ENDORSERS_TOLERANCE } from './times.js';

/** What a reader should weigh though no check fails over it. */
export function noticesOf({ entry }: EvidencePackage, findings: Findings, time: string): readonly Notice[] {
  const { reads, anchor, signerKeys, promise } = findings;
  const notices: Notice[] = [];
  if (reads.matched && signerKeys.matched) {
    notices.push(...reads.value.signers.flatMap((signer) => signerNotices(signer, entry.received)));
  }
  // Times of one form sort as their text does.
  if (promise?.matched && anchor.matched && anchor.value.value.at.time > promise.value.includedBy) {
    notices.push(newNotice('PROMISE_LATE'));
  }
  const latest = parseTime(time) + ENDORSERS_TOLERANCE;
  if (reads.matched && parseTime(reads.value.answers.latest) > latest) {
    notices.push(newNotice('READ_IN_FUTURE'));
  }
  return notices;
}

/** The anchor precedes the revocation, if there is one: the check of the signers' keys matched. */
function signerNotices(
  { signer, revocation, compromise }: SignerEvidence,
  received: string,
): readonly Notice[] {
  const notices: Notice[] = [];
  if (compromise !== undefined && compromise.value.since <= received)
    notices.push(newNotice('KEY_CONTESTED', signer.key));
  if (revocation !== undefined) notices.push(newNotice('KEY_REVOKED_LATER', signer.key));
  return notices;
}
