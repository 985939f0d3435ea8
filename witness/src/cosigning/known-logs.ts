import {
  isQuanchengError,
  QuanchengError,
  verifyNote,
  type NoteSignature,
  type ReadAddCheckpoint,
  type VerifierKey,
} from '@quancheng/protocol';
import type { TrustRoot } from '@quancheng/verifier';

/**
 * Our key is nobody else's: a log that witnessed itself, or one key that counts as two witnesses, would prove nothing.
 * @throws WITNESS_KEY_DUPLICATE
 */
export function assertOwnKey({ logs, witnesses }: TrustRoot, own: VerifierKey): void {
  const isOwn = ({ publicKey }: VerifierKey): boolean => publicKey.keyId === own.publicKey.keyId;
  for (const { origin, keys } of logs) {
    if (keys.some(({ verifierKey }) => isOwn(verifierKey)))
      throw new QuanchengError('WITNESS_KEY_DUPLICATE', `it is a key of the log ${origin}`);
  }
  for (const { verifierKey } of witnesses?.witnesses ?? []) {
    if (isOwn(verifierKey) && verifierKey.name !== own.name)
      throw new QuanchengError('WITNESS_KEY_DUPLICATE', `it is the key of the witness ${verifierKey.name}`);
  }
}

/**
 * The signature lines of a log that the trust root knows, by its keys for this size. Others are ignored, but a bad one
 * under a known key refuses the note.
 * @throws WITNESS_LOG_UNKNOWN, CHECKPOINT_SIGNATURE_INVALID
 */
export function logSignatures(
  { logs }: Pick<TrustRoot, 'logs'>,
  { note, content }: ReadAddCheckpoint,
): readonly NoteSignature[] {
  const log = logs.find(({ origin }) => origin === content.origin);
  if (log === undefined) throw new QuanchengError('WITNESS_LOG_UNKNOWN', content.origin);
  const keys = log.keys
    .filter(({ from, until }) => from <= content.size && content.size <= (until ?? Infinity))
    .map(({ verifierKey }) => verifierKey);
  try {
    verifyNote(note, keys);
  } catch (cause) {
    if (!isQuanchengError(cause)) throw cause;
    throw new QuanchengError('CHECKPOINT_SIGNATURE_INVALID', cause.detail, { cause });
  }
  return note.signatures.filter(({ name, keyHash }) =>
    keys.some((key) => key.name === name && key.keyHash === keyHash),
  );
}
