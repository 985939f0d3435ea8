import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isQuanchengError, type ErrorCode } from '@quancheng/protocol';
import { readWholeFile } from '@quancheng/sdk/node';
import {
  type DoubleRecord,
  newDoubleFinder,
  type Verdict,
  verifyBundle,
  verifyPackage,
  type VerifyOptions,
  worst,
} from '@quancheng/verifier';
import { evidenceKindOf } from './evidence-kind.js';

/** What is in a folder of evidence files. */
export interface EvidenceFolderResult {
  /** The worst of the files'. */
  readonly verdict: Verdict;
  readonly code?: ErrorCode;
  /** Packages and bundles, by name. */
  readonly files: readonly EvidenceFileResult[];
  /** Different records in them whose statement is proven: one that two logs hold counts once. */
  readonly records: number;
  readonly doubles: readonly DoubleRecord[];
}

export interface EvidenceFileResult {
  readonly name: string;
  readonly verdict: Verdict;
  readonly code?: ErrorCode;
}

/** Verifies all packages and bundles of a folder, one after the other, and counts their records. @throws FILE_UNREADABLE */
export async function verifyEvidenceFolder(
  path: string,
  options: VerifyOptions,
): Promise<EvidenceFolderResult> {
  const finder = newDoubleFinder();
  const files: EvidenceFileResult[] = [];
  for (const name of (await readdir(path)).sort()) {
    if (!name.endsWith('.json')) continue;
    const bytes = await readWholeFile(join(path, name));
    const kind = kindOf(bytes, name);
    if (kind !== 'package' && kind !== 'bundle') continue;
    const single = kind === 'package' ? await verifyPackage(bytes, options) : undefined;
    const result = single ?? (await verifyBundle(bytes, options));
    const records = 'records' in result ? result.records : [result];
    for (const record of records) finder.add(record, name);
    const { verdict, code } = result;
    files.push({ name, verdict, ...(code === undefined ? {} : { code }) });
  }
  return { ...worst(files), files, records: finder.records, doubles: finder.doubles };
}

function kindOf(bytes: Uint8Array, name: string): ReturnType<typeof evidenceKindOf> | undefined {
  try {
    return evidenceKindOf(bytes, name);
  } catch (error) {
    if (isQuanchengError(error, 'FILE_KIND_UNKNOWN')) return undefined;
    throw error;
  }
}
