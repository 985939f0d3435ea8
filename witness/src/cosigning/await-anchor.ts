import { setTimeout as sleep } from 'node:timers/promises';
import {
  encodeHex,
  encodeUtf8,
  equalBytes,
  QuanchengError,
  sha256,
  type ReadAddCheckpoint,
} from '@quancheng/protocol';
import type { AnchorSource } from './anchor-source.js';

const POLL = 100;

/**
 * Waits a moment for our peer to show this checkpoint's anchor: the log sends it as soon as its own peer has it.
 * @param patience milliseconds
 * @throws WITNESS_NOT_ANCHORED (later perhaps), ANCHOR_MISMATCH if the ledger has another tree of this size,
 * NETWORK_UNAVAILABLE
 */
export async function awaitAnchor(
  { note, content }: ReadAddCheckpoint,
  anchorOf: AnchorSource,
  patience: number,
): Promise<void> {
  const end = performance.now() + patience;
  for (;;) {
    const anchor = await anchorOf(content.origin, content.size);
    if (anchor !== undefined) {
      const isSame = equalBytes(anchor.root, content.rootHash);
      if (isSame && anchor.noteDigest === encodeHex(sha256(encodeUtf8(note.text)))) return;
      throw new QuanchengError('ANCHOR_MISMATCH', `the ledger has another tree of size ${content.size}`);
    }
    if (performance.now() >= end)
      throw new QuanchengError('WITNESS_NOT_ANCHORED', `size ${content.size} of ${content.origin}`);
    await sleep(POLL);
  }
}
