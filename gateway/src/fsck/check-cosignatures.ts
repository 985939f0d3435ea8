import { isQuanchengError, type VerifierKey } from '@quancheng/protocol';
import type { AnchorStore } from '../anchoring/anchor-store.js';
import type { Cosignatures, CosignatureStore } from '../witnessing/cosignature-store.js';
import type { LogFindings } from './finding.js';
import { openCheckpoint, signatureProblem } from './head-check.js';

/** Holds the cosignatures against the anchors below which they stand, and against the witnesses' keys. */
export async function checkCosignatures(
  cosignatures: CosignatureStore,
  anchors: AnchorStore,
  witnesses: readonly VerifierKey[],
  findings: LogFindings,
): Promise<void> {
  for await (const each of cosignatures.all()) {
    const problem = await problemOf(each, anchors, witnesses);
    if (problem !== undefined)
      findings.add('LOG_CHECKPOINTS_CORRUPT', 'cosignatures', `size ${each.size}: ${problem}`);
  }
}

async function problemOf(
  { size, lines }: Cosignatures,
  anchors: AnchorStore,
  witnesses: readonly VerifierKey[],
): Promise<string | undefined> {
  try {
    const opened = openCheckpoint((await anchors.read(size)).note + lines);
    if (opened === undefined) return 'no signatures';
    return witnesses.length === 0 ? undefined : signatureProblem(opened, witnesses);
  } catch (error) {
    if (isQuanchengError(error, 'VALUE_OUT_OF_RANGE')) return 'no anchor of this size';
    throw error;
  }
}
