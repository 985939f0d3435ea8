import { errorRegistry, QuanchengError } from '@quancheng/protocol';
import { verifyRecordProof } from '../record-proof/verify-record-proof.js';
import type { Judgement } from '../report/judge.js';
import type { VerificationResult } from '../report/verification-result.js';
import type { VerifyOptions } from '../session/verify-options.js';
import { verifySearch } from '../search/verify-search.js';
import { isSingleOperator, type TrustRoot } from '../trust-root/trust-root.js';
import { verifyBundle } from '../verify-bundle.js';
import { verifyPackage } from '../verify-package.js';
import type { DossierFileResult } from './dossier-result.js';
import type { DossierFile } from './manifest.js';
import type { References } from './references.js';

/** Verifies evidence, and notes which documents it names once it is proven. */
export async function verifyProof(
  { name, kind }: DossierFile,
  bytes: Uint8Array,
  options: VerifyOptions,
  references: References,
): Promise<DossierFileResult> {
  if (kind === 'record-proof') {
    const result = verifyRecordProof(bytes, options);
    for (const version of result.proven?.versions ?? [])
      references.note(name, `${result.proven?.subject ?? ''}, version ${version.version}`, version);
    return { name, kind, ...explained(result), result };
  }
  if (kind === 'search-proof') {
    const result = verifySearch(bytes, options);
    return { name, kind, ...explained(result), result };
  }
  if (kind === 'bundle') {
    const result = await verifyBundle(bytes, options);
    for (const record of result.records) noteStatement(name, record, references);
    return { name, kind, ...explained(result), result };
  }
  if (kind === 'document') throw new Error('a document proves nothing');
  const result = await verifyPackage(bytes, options);
  noteStatement(name, result, references);
  return { name, kind, ...explained(result), result };
}

/**
 * A document is worth what the evidence is that names it.
 * @throws DOSSIER_DOCUMENT_UNBOUND
 */
export function verifyDocument(
  { name, keys = [] }: DossierFile,
  bytes: Uint8Array,
  references: References,
  root: TrustRoot,
): DossierFileResult {
  const namedBy = references.find(bytes, keys);
  if (namedBy.length === 0) throw new QuanchengError('DOSSIER_DOCUMENT_UNBOUND', name);
  const verdict = isSingleOperator(root) ? 'self-attested' : 'integrity-proven';
  return { name, kind: 'document', verdict, namedBy };
}

function noteStatement(
  name: string,
  { statement, verdict }: VerificationResult,
  references: References,
): void {
  if (statement === undefined || verdict === 'unverifiable' || verdict === 'mismatch') return;
  references.note(name, statement.id, statement);
}

function explained({ verdict, code }: Judgement): Judgement & Pick<DossierFileResult, 'sentence'> {
  return code === undefined ? { verdict } : { verdict, code, sentence: errorRegistry[code].meaning };
}
