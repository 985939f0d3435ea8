import {
  encodeHex,
  encodeUtf8,
  equalBytes,
  formatCheckpoint,
  formatNote,
  QuanchengError,
  sha256,
  signNote,
} from '@quancheng/protocol';
import type { AnchoredCheckpoint } from './anchored-checkpoint.js';
import type { AnchoringContext } from './anchoring-context.js';
import { readLedgerAnchor, readLedgerHead, type LedgerAnchor } from './ledger-log-state.js';

/**
 * Takes over what the ledger has anchored and the store does not have yet, going back from the ledger's head.
 * The notes are made again: origin, size and root are the ledger's, and Ed25519 signs deterministically.
 * @returns size of the newest anchor
 * @throws LOG_UNKNOWN if the log isn't registered; LOG_FORK_REFUSED if the ledger holds another tree than ours
 */
export async function recoverAnchors(context: AnchoringContext): Promise<number> {
  const { ledger, origin, anchors } = context;
  const head = await readLedgerHead(ledger, origin);
  if (head === undefined) throw new QuanchengError('LOG_UNKNOWN', `the log ${origin} is not registered`);
  const missing: AnchoredCheckpoint[] = [];
  for (let size: number | undefined = head.size; isMissing(size, anchors.newest); ) {
    const anchor: LedgerAnchor = await readLedgerAnchor(ledger, origin, size);
    missing.push(await makeNote(context, anchor));
    size = anchor.previous;
  }
  await anchors.add(missing.reverse());
  if (anchors.newest !== head.size) {
    throw new QuanchengError(
      'LOG_FORK_REFUSED',
      `anchors up to ${anchors.newest ?? 0} are known, the ledger has ${head.size}`,
    );
  }
  return head.size;
}

function isMissing(size: number | undefined, newest: number | undefined): size is number {
  return size !== undefined && size > (newest ?? -1);
}

async function makeNote(
  { origin, log, signer }: AnchoringContext,
  anchor: LedgerAnchor,
): Promise<AnchoredCheckpoint> {
  const { size, root, previous, noteDigest } = anchor;
  if (size > log.size || !equalBytes(await log.rootAt(size), root)) {
    throw new QuanchengError(
      'LOG_FORK_REFUSED',
      `the ledger anchored size ${size} with root ${encodeHex(root)}`,
    );
  }
  const text = formatCheckpoint({ origin, size, rootHash: root });
  if (encodeHex(sha256(encodeUtf8(text))) !== noteDigest) {
    throw new QuanchengError('LOG_FORK_REFUSED', `the ledger anchored another note of size ${size}`);
  }
  return { size, previous, note: formatNote(signNote(text, signer.notes)) };
}
