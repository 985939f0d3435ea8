import {
  entryLeafHash,
  QuanchengError,
  verifyInclusion,
  type Checkpoint,
  type LeafHash,
  type LogEntry,
  type TlogProof,
} from '@quancheng/protocol';

/**
 * The entry is in the checkpoint's tree, at the proof's index.
 * @returns the entry's leaf hash
 * @throws INCLUSION_INVALID
 */
export function checkInclusion(
  entry: LogEntry,
  { index, hashes }: TlogProof,
  checkpoint: Checkpoint,
): LeafHash {
  const leaf = entryLeafHash(entry);
  if (verifyInclusion(index, checkpoint.size, leaf, hashes, checkpoint.rootHash)) return leaf;
  throw new QuanchengError('INCLUSION_INVALID', 'the path does not lead to the checkpoint’s root');
}
