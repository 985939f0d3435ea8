import {
  decodeBase64,
  decodeHex,
  entryFromJson,
  envelopeFromJson,
  parseCanonical,
  parseCheckpoint,
  parseNote,
  parseTlogProof,
  readForm,
  recordFromJson,
  type TlogProof,
} from '@quancheng/protocol';
import type { CosignedCheckpoint, EvidencePackage } from './evidence-package.js';
import { asPackageError, malformed } from './package-error.js';
import { packageForm } from './package-form.js';

/**
 * Parses a package's canonical bytes: every member is well formed. Nothing is verified.
 * @throws PACKAGE_MALFORMED
 */
export function parsePackage(bytes: Uint8Array): EvidencePackage {
  return asPackageError(() => {
    const members = readForm(packageForm, parseCanonical(bytes), 'PACKAGE_MALFORMED');
    const { record, entry, proof, promise, cosigned, reads, originalKey, original } = members;
    return {
      record: recordFromJson(record),
      entry: entryFromJson(entry),
      proof: parseProof(proof),
      ...(promise === undefined ? {} : { promise: envelopeFromJson(promise) }),
      ...(cosigned === undefined ? {} : { cosigned: parseCosigned(cosigned) }),
      reads: reads.map(decodeBase64),
      ...(originalKey === undefined ? {} : { originalKey: decodeBase64(originalKey) }),
      ...(original === undefined ? {} : { original: decodeBase64(original) }),
    };
  });
}

function parseProof(text: string): TlogProof {
  const proof = parseTlogProof(text);
  if (proof.extra !== undefined) throw malformed('/proof: extra data');
  assertCheckpointForm(proof.checkpoint);
  return proof;
}

/** @throws PACKAGE_MALFORMED and parsing errors */
export function parseCosigned({
  checkpoint,
  proof,
}: {
  readonly checkpoint: string;
  readonly proof: readonly string[];
}): CosignedCheckpoint {
  assertCheckpointForm(checkpoint);
  return { checkpoint, proof: proof.map((hash) => decodeHex(hash)) };
}

/** A checkpoint of this project has no extension lines (docs/specs/log.md). @throws PACKAGE_MALFORMED and parsing errors */
export function assertCheckpointForm(note: string): void {
  if (parseCheckpoint(parseNote(note).text).extensions.length > 0)
    throw malformed('a checkpoint with extension lines');
}
