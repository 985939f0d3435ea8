import {
  encodeHex,
  encodeUtf8,
  formatCheckpoint,
  QuanchengError,
  sha256,
  type Checkpoint,
} from '@quancheng/protocol';
import type { AnchorEvidence } from '../ledger/read-anchor.js';
import type { Written } from '../ledger/ledger-answers.js';
import type { AnchorState } from '../ledger/state-forms.js';
import { compareVersions } from '../read/endorsed-read.js';
import type { Session } from '../session/session.js';

/**
 * The ledger holds the anchor of exactly this checkpoint, and no earlier anchor covers the index.
 * @throws ANCHOR_MISSING, ANCHOR_MISMATCH, ANCHOR_NOT_FIRST
 */
export function checkAnchor(
  index: number,
  checkpoint: Checkpoint,
  anchoring: AnchorEvidence,
  session: Session,
): Written<AnchorState> {
  const { anchor, previous } = anchoring;
  if (anchor === undefined) throw new QuanchengError('ANCHOR_MISSING', 'the ledger holds no such anchor');
  const note = session.noteDigests.take(checkpoint, () =>
    encodeHex(sha256(encodeUtf8(formatCheckpoint(checkpoint)))),
  );
  if (anchor.value.root !== encodeHex(checkpoint.rootHash) || anchor.value.note !== note)
    throw mismatch('another root');
  if (previous === undefined || !precedes(previous, anchor)) throw mismatch('its predecessor does not fit');
  if (index < previous.value.size)
    throw new QuanchengError('ANCHOR_NOT_FIRST', 'an earlier anchor covers the index');
  return anchor;
}

function precedes(previous: Written<AnchorState>, anchor: Written<AnchorState>): boolean {
  return (
    previous.value.number === anchor.value.number - 1 && compareVersions(previous.version, anchor.version) < 0
  );
}

function mismatch(detail: string): QuanchengError {
  return new QuanchengError('ANCHOR_MISMATCH', detail);
}
