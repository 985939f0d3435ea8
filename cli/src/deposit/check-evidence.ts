import { QuanchengError } from '@quancheng/protocol';
import { type EvidencePart, readWholeFile } from '@quancheng/sdk/node';
import {
  exportPackage,
  formatPackage,
  parseBundle,
  type TrustRoot,
  verifyPackage,
} from '@quancheng/verifier';
import { rowsOfBundle } from '../verification/bundle-rows.js';

/**
 * Verifies what the gateway gave, before it is kept: a document with its original; of a bundle one record, picked at
 * random, so that a gateway cannot know which.
 * @throws EVIDENCE_REFUSED
 */
export async function checkEvidence(
  { bytes, job, first }: EvidencePart,
  trustRoot: TrustRoot,
): Promise<void> {
  const time = new Date().toISOString();
  const original = job.kind === 'document' ? { original: await readWholeFile(job.path) } : {};
  const evidence = job.kind === 'document' ? bytes : pickRecord(bytes, first);
  const { verdict, code } = await verifyPackage(evidence, { trustRoot, time, ...original });
  if (verdict === 'mismatch' || verdict === 'unverifiable') {
    throw new QuanchengError('EVIDENCE_REFUSED', `${job.path}: ${verdict} (${code ?? ''})`);
  }
}

function pickRecord(bytes: Uint8Array, first: number): Uint8Array {
  const bundle = parseBundle(bytes);
  const rows = rowsOfBundle(bundle);
  if (!rows.every((row, position) => row === first + position)) {
    throw new QuanchengError('EVIDENCE_REFUSED', 'the bundle holds other rows than were deposited');
  }
  return formatPackage(exportPackage(bundle, Math.floor(Math.random() * rows.length)));
}
