import {
  isQuanchengError,
  parseCheckpoint,
  parseNote,
  QuanchengError,
  verifyNote,
  type Checkpoint,
} from '@quancheng/protocol';
import type { Session } from '../session/session.js';
import type { TrustRoot } from '../trust-root/trust-root.js';

/**
 * The checkpoint is of a log in the trust root, and signed by that log's key for this size. Signatures of others
 * are not looked at.
 * @throws CHECKPOINT_UNKNOWN_LOG, CHECKPOINT_SIGNATURE_INVALID
 */
export function checkCheckpoint(noteText: string, root: TrustRoot, session: Session): Checkpoint {
  return session.checkpoints.take(noteText, () => verifyCheckpoint(noteText, root));
}

/** The same, outside a session. @throws as checkCheckpoint */
export function verifyCheckpoint(noteText: string, root: TrustRoot): Checkpoint {
  const note = parseNote(noteText);
  const checkpoint = parseCheckpoint(note.text);
  const log = root.logs.find(({ origin }) => origin === checkpoint.origin);
  // Where a key takes over at a size, both sign there (docs/specs/ledger.md, log.rotate).
  const keys = (log?.keys ?? []).filter(
    ({ from, until }) => from <= checkpoint.size && checkpoint.size <= (until ?? Infinity),
  );
  if (keys.length === 0)
    throw new QuanchengError('CHECKPOINT_UNKNOWN_LOG', 'no key for this origin and size');
  try {
    verifyNote(
      note,
      keys.map(({ verifierKey }) => verifierKey),
    );
  } catch (cause) {
    if (!isQuanchengError(cause)) throw cause;
    throw new QuanchengError('CHECKPOINT_SIGNATURE_INVALID', cause.detail, { cause });
  }
  return checkpoint;
}
