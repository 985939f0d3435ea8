import { join } from 'node:path';
import { isQuanchengError } from '@quancheng/protocol';
import { readWholeFile } from '@quancheng/sdk/node';
import {
  type BundleResult,
  type DossierResult,
  type EvidenceBundle,
  exportPackage,
  type FraudResult,
  formatBundle,
  formatPackage,
  MANIFEST_NAME,
  type OriginalBeside,
  parseBundle,
  type RecordProofResult,
  type SearchResult,
  type TrustRoot,
  verifyBundle,
  verifyDossier,
  verifyFraudProof,
  verifyPackage,
  verifyRecordProof,
  verifySearch,
  type VerificationResult,
} from '@quancheng/verifier';
import { positionOfRow, rowsOfBundle } from './bundle-rows.js';
import { exists } from '../home/exists.js';
import { type EvidenceFolderResult, verifyEvidenceFolder } from './evidence-folder.js';
import { evidenceKindOf } from './evidence-kind.js';
import { isFolder, readFolder } from './folder.js';
import { loadTemplates } from '../templates/load-templates.js';
import { keyBeside, withCustody } from './custody-keys.js';
import { readFileRows } from './file-rows.js';

export interface VerifyFileOptions {
  /** The original's file. */
  readonly original?: string;
  /** Which of the original's rows, from 1; of a bundle, which record. */
  readonly row?: number;
  readonly headerless?: boolean;
  readonly require?: 'consortium';
  /** Folders of further sector templates. */
  readonly templates?: readonly string[];
  /** Opened fields of the row: a disclosure's file. */
  readonly disclosure?: string;
  /** The rows' keys: a custodian's own file. */
  readonly custody?: string;
}

export type FileVerification =
  | { readonly kind: 'package'; readonly result: VerificationResult }
  | { readonly kind: 'bundle'; readonly result: BundleResult }
  | { readonly kind: 'record-proof'; readonly result: RecordProofResult }
  | { readonly kind: 'search-proof'; readonly result: SearchResult }
  | { readonly kind: 'fraud-proof'; readonly result: FraudResult }
  | { readonly kind: 'dossier'; readonly result: DossierResult }
  | { readonly kind: 'folder'; readonly result: EvidenceFolderResult };

/**
 * Verifies an evidence file, a dossier's folder, or a folder of evidence files, offline under a pinned trust root.
 * @throws FILE_UNREADABLE, FILE_KIND_UNKNOWN, OPTION_INVALID, ROWS_MALFORMED: input that cannot be verified at all
 */
export async function verifyFile(
  path: string,
  trustRoot: TrustRoot,
  options: VerifyFileOptions,
): Promise<FileVerification> {
  const base = {
    trustRoot,
    templates: await loadTemplates(options),
    time: new Date().toISOString(),
    ...(options.require === undefined ? {} : { require: options.require }),
  };
  if (await isFolder(path)) {
    if (await exists(join(path, MANIFEST_NAME)))
      return { kind: 'dossier', result: await verifyDossier(await readFolder(path), base) };
    return { kind: 'folder', result: await verifyEvidenceFolder(path, base) };
  }
  const bytes = await readWholeFile(path);
  const kind = evidenceKindOf(bytes, path);
  if (kind === 'record-proof') return { kind, result: verifyRecordProof(bytes, base) };
  if (kind === 'search-proof') return { kind, result: verifySearch(bytes, base) };
  if (kind === 'fraud-proof') return { kind, result: await verifyFraudProof(bytes, base) };
  if (kind === 'package') {
    return {
      kind: 'package',
      result: await verifyPackage(bytes, {
        ...base,
        ...(await originalOf(options)),
        ...(await keyBeside(bytes, options.custody)),
      }),
    };
  }
  const parsed = parseIfWellFormed(bytes);
  if (parsed === undefined) return { kind: 'bundle', result: await verifyBundle(bytes, base) };
  const bundle = await withCustody(parsed, options.custody);
  if (options.row !== undefined) {
    const record = formatPackage(exportPackage(bundle, positionOfRow(bundle, options.row)));
    return {
      kind: 'package',
      result: await verifyPackage(record, { ...base, ...(await originalOf(options)) }),
    };
  }
  return {
    kind: 'bundle',
    result: await verifyBundle(options.custody === undefined ? bytes : formatBundle(bundle), {
      ...base,
      originals: await originalsOf(bundle, options),
    }),
  };
}

/** What is given beside the package: the whole file or one of its rows, and fields that were disclosed. */
async function originalOf(all: VerifyFileOptions): Promise<OriginalBeside> {
  const { original, row, disclosure, ...options } = all;
  const disclosed = disclosure === undefined ? {} : { disclosure: await readWholeFile(disclosure) };
  if (original === undefined) return disclosed;
  if (row === undefined) return { ...disclosed, original: await readWholeFile(original) };
  const rows = await readFileRows(original, [row], options);
  const bytes = rows.get(row);
  return bytes === undefined ? disclosed : { ...disclosed, original: bytes };
}

/** Each record's row of the original's file. */
async function originalsOf(
  bundle: EvidenceBundle,
  options: VerifyFileOptions,
): Promise<ReadonlyMap<number, OriginalBeside>> {
  if (options.original === undefined) return new Map();
  const numbers = rowsOfBundle(bundle);
  const rows = await readFileRows(options.original, numbers, options);
  return new Map(
    numbers.flatMap((number, position): [number, OriginalBeside][] => {
      const original = rows.get(number);
      return original === undefined ? [] : [[position, { original }]];
    }),
  );
}

/** What is malformed, the verifier reports. */
function parseIfWellFormed(bytes: Uint8Array): EvidenceBundle | undefined {
  try {
    return parseBundle(bytes);
  } catch (error) {
    if (isQuanchengError(error, 'PACKAGE_MALFORMED')) return undefined;
    throw error;
  }
}
