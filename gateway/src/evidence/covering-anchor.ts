import { QuanchengError } from '@quancheng/protocol';
import type { AnchoredCheckpoint } from '../anchoring/anchored-checkpoint.js';
import type { AnchorStore } from '../anchoring/anchor-store.js';

/** The first anchored checkpoint that covers an index. @throws NOT_YET_ANCHORED */
export async function coveringAnchor(anchors: AnchorStore, index: number): Promise<AnchoredCheckpoint> {
  const size = anchors.sizeCovering(index);
  if (size === undefined)
    throw new QuanchengError('NOT_YET_ANCHORED', `no anchored checkpoint covers index ${index} yet`);
  return anchors.read(size);
}
