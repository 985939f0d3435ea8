import { parseCheckpoint, parseNote, QuanchengError } from '@quancheng/protocol';
import { mergeAnswers, type LedgerAnswers } from '../ledger/ledger-answers.js';
import { readAnchor, type AnchorEvidence } from '../ledger/read-anchor.js';
import { readSigner, type SignerEvidence } from '../ledger/read-signer.js';
import { ledgerForm } from '../ledger/state-forms.js';
import { stateKeys } from '../ledger/state-keys.js';
import type { EvidencePackage } from '../package/evidence-package.js';
import { newKnownCertificates } from '../read/known-certificates.js';
import { verifyEndorsedRead } from '../read/verify-endorsed-read.js';
import type { Session } from '../session/session.js';
import type { TrustRoot } from '../trust-root/trust-root.js';
import type { ReadStatement } from './check-statement.js';

/** What the ledger says about one record's anchor and signers. */
export interface LedgerEvidence {
  readonly answers: LedgerAnswers;
  readonly anchoring: AnchorEvidence;
  /** In the order of the statement's signers. */
  readonly signers: readonly SignerEvidence[];
}

/**
 * Each endorsed read verifies, and together they answer what this record needs.
 * @throws READ_…, ENDORSEMENT_TOO_FEW
 */
export function checkReads(
  evidence: EvidencePackage,
  root: TrustRoot,
  { statement }: ReadStatement,
  session: Session,
): LedgerEvidence {
  const answers = session.reads.take(evidence.reads, () => verifyReads(evidence.reads, root));
  const { checkpoint } = evidence.proof;
  const anchoring = session.anchors.take(checkpoint, () => {
    const { origin, size } = parseCheckpoint(parseNote(checkpoint).text);
    return readAnchor(answers, origin, size);
  });
  const signers = statement.signers.map((signer) => readSigner(answers, signer, anchoring));
  return { answers, anchoring, signers };
}

function verifyReads(reads: readonly Uint8Array[], root: TrustRoot): LedgerAnswers {
  const certificates = newKnownCertificates();
  const answers = mergeAnswers(reads.map((read) => verifyEndorsedRead(read, root, { certificates })));
  const ledger = answers.answer(stateKeys.ledger, ledgerForm).written?.value;
  if (
    ledger?.ledger !== root.ledger ||
    ledger.channel !== root.channel ||
    ledger.chaincode !== root.chaincode.name
  ) {
    throw new QuanchengError('READ_CONTEXT_MISMATCH', 'the ledger calls itself another one');
  }
  return answers;
}
