import { encodeHex, parseTime, QuanchengError, sha256, sm3 } from '@quancheng/protocol';
import { checkTrustRoot } from '../checks/check-trust-root.js';
import { judgeFailure } from '../record-proof/judge-failure.js';
import { worst } from '../report/judge.js';
import { summaryOf } from '../report/new-result.js';
import type { VerifyOptions } from '../session/verify-options.js';
import type { TrustRoot } from '../trust-root/trust-root.js';
import type { DossierFileResult, DossierResult } from './dossier-result.js';
import { MANIFEST_NAME, parseManifest, type DossierFile, type Manifest } from './manifest.js';
import { newReferences } from './references.js';
import { verifyDocument, verifyProof } from './verify-file.js';

/** A dossier's files by name, the manifest among them. */
export type DossierFiles = ReadonlyMap<string, Uint8Array>;

/**
 * Verifies a dossier offline (docs/specs/dossier.md): that it is whole, each of its proofs, and that each document is one
 * that a proof names. Whatever the bytes are, the promise resolves to a result.
 * @throws STATEMENT_INVALID (rejects) if options.time is no Time
 */
export async function verifyDossier(files: DossierFiles, options: VerifyOptions): Promise<DossierResult> {
  parseTime(options.time);
  const verifiedAt = options.time;
  try {
    const bytes = files.get(MANIFEST_NAME);
    if (bytes === undefined) throw new QuanchengError('DOSSIER_MALFORMED', `there is no ${MANIFEST_NAME}`);
    const manifest = parseManifest(bytes);
    const root = checkTrustRoot(options.trustRoot);
    assertLedger(manifest, root);
    const results = await verifyFiles(files, manifest, root, options);
    const { title, made, ledger } = manifest;
    return {
      ...worst(results),
      manifest: { title, made, ledger, sha256: encodeHex(sha256(bytes)), sm3: encodeHex(sm3(bytes)) },
      files: results,
      unlisted: unlistedOf(files, manifest),
      trustRoot: summaryOf(root),
      verifiedAt,
    };
  } catch (error) {
    return { ...judgeFailure(error), files: [], unlisted: [], verifiedAt };
  }
}

function assertLedger({ ledger }: Manifest, root: TrustRoot): void {
  if (ledger !== root.ledger)
    throw new QuanchengError(
      'DOSSIER_LEDGER_MISMATCH',
      `it is about ${ledger}, the trust root ${root.ledger}`,
    );
}

/** Proofs first: they say what the documents are. */
async function verifyFiles(
  files: DossierFiles,
  manifest: Manifest,
  root: TrustRoot,
  options: VerifyOptions,
): Promise<readonly DossierFileResult[]> {
  const references = newReferences();
  const trusting = { ...options, trustRoot: root };
  const results = new Map<DossierFile, DossierFileResult>();
  for (const file of manifest.files.filter(({ kind }) => kind !== 'document')) {
    results.set(
      file,
      await judgeFile(file, files, (bytes) => verifyProof(file, bytes, trusting, references)),
    );
  }
  for (const file of manifest.files.filter(({ kind }) => kind === 'document')) {
    results.set(file, await judgeFile(file, files, (bytes) => verifyDocument(file, bytes, references, root)));
  }
  return manifest.files.flatMap((file) => results.get(file) ?? []);
}

/** The file is here, and the one that is listed; then what it is worth. */
async function judgeFile(
  { name, kind, ...digests }: DossierFile,
  files: DossierFiles,
  verify: (bytes: Uint8Array) => DossierFileResult | Promise<DossierFileResult>,
): Promise<DossierFileResult> {
  try {
    const bytes = files.get(name);
    if (bytes === undefined) throw new QuanchengError('DOSSIER_FILE_MISSING', name);
    if (encodeHex(sha256(bytes)) !== digests.sha256 || encodeHex(sm3(bytes)) !== digests.sm3)
      throw new QuanchengError('DOSSIER_FILE_CHANGED', name);
    return await verify(bytes);
  } catch (error) {
    return { name, kind, ...judgeFailure(error) };
  }
}

function unlistedOf(files: DossierFiles, { files: listed }: Manifest): readonly string[] {
  const known = new Set([MANIFEST_NAME, ...listed.map(({ name }) => name)]);
  return [...files.keys()].filter((name) => !known.has(name)).sort();
}
