import { isMemberRecord, type Envelope } from '@quancheng/protocol';
import { checkAnchor } from './checks/check-anchor.js';
import { checkAudience } from './checks/check-audience.js';
import { checkBatch } from './checks/check-batch.js';
import { checkCheckpoint } from './checks/check-checkpoint.js';
import { checkDisclosure } from './checks/check-disclosure.js';
import { checkEntry } from './checks/check-entry.js';
import { checkInclusion } from './checks/check-inclusion.js';
import { checkOriginal, type GivenOriginal } from './checks/check-original.js';
import { checkPromise } from './checks/check-promise.js';
import { checkReads } from './checks/check-reads.js';
import { checkSignatures } from './checks/check-signatures.js';
import { checkSignerKeys } from './checks/check-signer-keys.js';
import { checkStatement } from './checks/check-statement.js';
import { checkTemplate } from './checks/check-template.js';
import { checkWitnesses, type WitnessedRoot } from './checks/check-witnesses.js';
import type { EvidencePackage } from './package/evidence-package.js';
import { examine, failed, matched, type Finding } from './report/finding.js';
import type { Findings } from './report/findings.js';
import { newResult } from './report/new-result.js';
import type { VerificationResult } from './report/verification-result.js';
import type { Session } from './session/session.js';
import type { OriginalBeside } from './session/verify-options.js';

/** Verifies one well-formed record. Never throws. */
export function verifyEvidence(
  evidence: EvidencePackage,
  session: Session,
  beside: OriginalBeside = {},
): VerificationResult {
  const findings = findAll(evidence, session, beside);
  return newResult(evidence, findings, session);
}

/** The checks of docs/specs/package.md, each on what it needs of those before. */
function findAll(evidence: EvidencePackage, session: Session, beside: OriginalBeside): Findings {
  const { record, entry, proof } = evidence;
  const { root } = session;
  const statement = examine('statement', [], () => checkStatement(record));
  const audience = examine('audience', [root, statement], checkAudience);
  const batch = isMemberRecord(record)
    ? examine('batch', [statement], (read) => checkBatch(record, read, session))
    : undefined;
  const reads = examine('reads', [root, statement], (trusted, read) =>
    checkReads(evidence, trusted, read, session),
  );
  const signatures = examine('signatures', [reads, batch ?? notABatch], (ledger) =>
    checkSignatures(record, ledger, session),
  );
  const binding = examine('entry', [statement], (read) => checkEntry(entry, record, read, session));
  const checkpoint = examine('checkpoint', [root], (trusted) =>
    checkCheckpoint(proof.checkpoint, trusted, session),
  );
  const inclusion = examine('inclusion', [checkpoint, binding], (signed) =>
    checkInclusion(entry, proof, signed),
  );
  const anchor = examine('anchor', [checkpoint, reads], (signed, { anchoring }) =>
    checkAnchor(proof.index, signed, anchoring, session),
  );
  const signerKeys = examine('signer-keys', [reads, anchor], ({ signers }, { version }) =>
    checkSignerKeys(signers, version),
  );
  const place = { root, batch: batch ?? notABatch, checkpoint, inclusion };
  const promise = evidence.promise && examinePromise(evidence.promise, evidence, place, session);
  const given = givenOriginal(evidence, beside);
  const original =
    given.copies.length === 0 && statement.matched
      ? failed('original', 'ORIGINAL_NOT_GIVEN')
      : examine('original', [statement], (read) => checkOriginal(read.statement.original, given));
  const witnesses = examineWitnesses(evidence, { root, checkpoint }, session);
  return {
    ...examineRow(statement, session, beside),
    package: wellFormed,
    root,
    statement,
    audience,
    batch,
    reads,
    signatures,
    entry: binding,
    checkpoint,
    inclusion,
    anchor,
    signerKeys,
    promise,
    original,
    witnesses,
  };
}

const wellFormed = matched('package', undefined);
/** Stands where a record that was signed by itself has no batch to depend on. */
const notABatch: Finding<undefined> = matched('batch', undefined);

type Place = Pick<Findings, 'root' | 'checkpoint' | 'inclusion'> & {
  readonly batch: NonNullable<Findings['batch']> | typeof notABatch;
};

function examinePromise(
  promise: Envelope,
  evidence: EvidencePackage,
  place: Place,
  session: Session,
): Findings['promise'] {
  const { root, checkpoint, inclusion, batch } = place;
  return examine(
    'promise',
    [root, checkpoint, inclusion, batch],
    (trusted, { origin }, leaf, batchStatement) =>
      checkPromise(promise, { evidence, origin, leaf, batch: batchStatement }, trusted, session),
  );
}

function examineWitnesses(
  evidence: EvidencePackage,
  { root, checkpoint }: Pick<Findings, 'root' | 'checkpoint'>,
  session: Session,
): Findings['witnesses'] {
  const witnesses = root.matched ? root.value.witnesses : undefined;
  if (!root.matched || witnesses === undefined) return undefined;
  const trusted: WitnessedRoot = { ...root.value, witnesses };
  return examine('witnesses', [checkpoint], (anchored) =>
    checkWitnesses(evidence, anchored, trusted, session),
  );
}

/** What is known of the row, by the template and from what was disclosed. */
function examineRow(
  statement: Findings['statement'],
  { options }: Session,
  beside: OriginalBeside,
): Pick<Findings, 'template' | 'disclosure'> {
  const bytes = beside.disclosure;
  const disclosure = bytes && examine('disclosure', [statement], (read) => checkDisclosure(bytes, read));
  const isTemplated = statement.matched && statement.value.statement.template !== undefined;
  const shown = disclosure?.matched === true ? disclosure.value : undefined;
  const template = isTemplated
    ? examine('template', [statement], (read) => checkTemplate(read, options.templates ?? [], shown))
    : undefined;
  return { disclosure, template };
}

function givenOriginal(evidence: EvidencePackage, beside: OriginalBeside): GivenOriginal {
  const copies = [evidence.original, beside.original].filter((each) => each !== undefined);
  return { copies, key: beside.originalKey ?? evidence.originalKey };
}
