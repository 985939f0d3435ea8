import { QuanchengError } from '@quancheng/protocol';

export type EvidenceKind = 'package' | 'bundle' | 'record-proof' | 'search-proof' | 'fraud-proof';

/**
 * What a file is meant to be. A damaged one must be verified, and found wanting, and not be
 * turned away as some other file: so this looks for marks of the format, of which each kind has several.
 * @throws FILE_KIND_UNKNOWN
 */
export function evidenceKindOf(bytes: Uint8Array, path: string): EvidenceKind {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const has = (mark: string) => text.includes(mark);
  // First, because it may hold a tlog-proof, as a package does.
  if (has('"quancheng/fraud-proof/v1"')) return 'fraud-proof';
  if (has('"quancheng/bundle/v1"') || (has('"batches":[') && has('"checkpoints":['))) return 'bundle';
  if (has('"quancheng/package/v1"') || (has('"proof":') && has('c2sp.org/tlog-proof'))) return 'package';
  if (has('"quancheng/record-proof/v1"') || (has('"subject":') && has('"reads":['))) return 'record-proof';
  if (has('"quancheng/search-proof/v1"') || (has('"search":') && has('"reads":['))) return 'search-proof';
  throw new QuanchengError(
    'FILE_KIND_UNKNOWN',
    `${path} is no evidence package, bundle, record proof, search proof or fraud proof`,
  );
}
