import { QuanchengError } from '@quancheng/protocol';
import type { CosignedCheckpoint } from '@quancheng/verifier';
import type { AnchoredCheckpoint } from '../anchoring/anchored-checkpoint.js';
import type { EvidenceLog } from '../log/index.js';
import type { Checkpoints } from '../witnessing/cosigned-checkpoints.js';

/** The first anchored checkpoint that covers an index, with its cosignatures. @throws NOT_YET_ANCHORED */
export async function coveringAnchor(
  { anchors, cosigned }: Checkpoints,
  index: number,
): Promise<AnchoredCheckpoint> {
  const size = await anchors.sizeCovering(index);
  if (size === undefined)
    throw new QuanchengError('NOT_YET_ANCHORED', `no anchored checkpoint covers index ${index} yet`);
  return cosigned.withCosignatures(await anchors.read(size));
}

/**
 * The first anchored checkpoint of which a quorum has cosigned, among those that cover an index; until there is one, the
 * first that covers it.
 * @throws NOT_YET_ANCHORED
 */
export async function provingAnchor(checkpoints: Checkpoints, index: number): Promise<AnchoredCheckpoint> {
  const { anchors, cosigned } = checkpoints;
  const size = await cosigned.quorateFrom(index + 1);
  if (size === undefined) return coveringAnchor(checkpoints, index);
  return cosigned.withCosignatures(await anchors.read(size));
}

/** What a quorum has cosigned of a later tree, with the proof that leads there, where it was not this anchor itself. */
export async function cosignedAfter(
  { anchors, cosigned, log }: Checkpoints & { readonly log: Pick<EvidenceLog, 'consistencyProof'> },
  { size }: Pick<AnchoredCheckpoint, 'size'>,
): Promise<CosignedCheckpoint | undefined> {
  const later = await cosigned.quorateFrom(size);
  if (later === undefined || later === size) return undefined;
  const { note } = await cosigned.withCosignatures(await anchors.read(later));
  return { checkpoint: note, proof: await log.consistencyProof(size, later) };
}
