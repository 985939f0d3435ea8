import { encodeHex, formatCanonical, isQuanchengError } from '@quancheng/protocol';
import { metered } from '../metrics/metered.js';
import type { AnchoringContext } from './anchoring-context.js';
import { recoverAnchors } from './recover-anchors.js';

/**
 * Publishes a checkpoint of all that is in the log and has the ledger anchor it, unless that is done already.
 * @param newest size of the newest anchor, if it was seen to be the ledger's head; otherwise the ledger is asked
 * @throws NETWORK_UNAVAILABLE, LOG_FORK_REFUSED, LOG_HEADS_UNKNOWN, LOG_UNKNOWN (not registered), OUTCOME_UNKNOWN
 */
export async function anchorOnce(context: AnchoringContext, newest?: number): Promise<void> {
  const { origin, ledger, log, anchors, stage, cost } = context;
  // First, because it compares our tree with the ledger's head and stops the log if they do not fit.
  const { note, checkpoint } = await log.publish();
  // Others may have anchored a checkpoint of ours, and an earlier attempt may have succeeded unseen.
  const previous = newest ?? (await recoverAnchors(context));
  if (checkpoint.size <= previous) return;
  const proof = await log.consistencyProof(previous, checkpoint.size);
  const hashes = formatCanonical(proof.map(encodeHex));
  try {
    const { bytes } = await metered(stage, checkpoint.size - previous, () =>
      ledger.submit('anchor', [origin, String(previous), hashes, note], { atTick: true }),
    );
    cost.add(bytes);
  } catch (error) {
    if (!isQuanchengError(error, 'ANCHOR_STALE')) throw error;
    await recoverAnchors(context);
    return;
  }
  await anchors.add([{ size: checkpoint.size, previous, note }]);
}
