import { QuanchengError } from '@quancheng/protocol';
import { type EvidencePart, readWholeFile } from '@quancheng/sdk/node';
import {
  exportPackage,
  formatPackage,
  parseBundle,
  type TrustRoot,
  type VerificationResult,
  verifyPackage,
} from '@quancheng/verifier';
import { rowsOfBundle } from '../verification/bundle-rows.js';

/**
 * Verifies what the gateway gave, before it is kept: a document with its original; of a bundle one record, picked at
 * random, so that a gateway cannot know which.
 * @throws EVIDENCE_REFUSED
 */
export async function checkEvidence(part: EvidencePart, trustRoot: TrustRoot): Promise<void> {
  const { verdict, code } = await judge(part, trustRoot);
  if (verdict === 'mismatch' || verdict === 'unverifiable') {
    throw new QuanchengError('EVIDENCE_REFUSED', `${part.job.path}: ${verdict} (${code ?? ''})`);
  }
}

/** Whether nothing keeps the evidence from being proven but witnesses who have not cosigned yet. */
export async function lacksWitnesses(part: EvidencePart, trustRoot: TrustRoot): Promise<boolean> {
  const isRequired = Object.values(trustRoot.required).some((checks) => checks.includes('witnesses'));
  return isRequired && (await judge(part, trustRoot)).code === 'WITNESS_QUORUM_MISSING';
}

async function judge({ bytes, job, first }: EvidencePart, trustRoot: TrustRoot): Promise<VerificationResult> {
  const time = new Date().toISOString();
  const original = job.kind === 'document' ? { original: await readWholeFile(job.path) } : {};
  const evidence = job.kind === 'document' ? bytes : pickRecord(bytes, first);
  return verifyPackage(evidence, { trustRoot, time, ...original });
}

function pickRecord(bytes: Uint8Array, first: number): Uint8Array {
  const bundle = parseBundle(bytes);
  const rows = rowsOfBundle(bundle);
  if (!rows.every((row, position) => row === first + position)) {
    throw new QuanchengError('EVIDENCE_REFUSED', 'the bundle holds other rows than were deposited');
  }
  return formatPackage(exportPackage(bundle, Math.floor(Math.random() * rows.length)));
}
