import { encodeUtf8 } from '../bytes/utf8.js';
import { QuanchengError } from '../errors/quancheng-error.js';
import { verifySignature } from '../signature/verify-signature.js';
import { cosignatureMessage, splitCosignature } from './cosignature.js';
import type { Note } from './note.js';
import type { VerifierKey } from './verifier-key.js';

/** A signature of a known key that verifies. */
export interface VerifiedNoteSignature {
  readonly key: VerifierKey;
  /** POSIX seconds, for a cosignature only: the witness's claim. */
  readonly time?: number;
}

/**
 * Verifies a note's signatures by known keys. Signatures by others are ignored, as C2SP signed-note demands; a
 * bad one under a known name and hash refuses the whole note.
 * @returns the known keys that signed, each once (its first signature), in the order of the note
 * @throws SIGNATURE_INVALID, NOTE_UNVERIFIED if no known key signed
 */
export function verifyNote(note: Note, verifiers: readonly VerifierKey[]): readonly VerifiedNoteSignature[] {
  const verified = new Map<VerifierKey, VerifiedNoteSignature>();
  for (const { name, keyHash, signature } of note.signatures) {
    const key = verifiers.find((each) => each.name === name && each.keyHash === keyHash);
    if (key === undefined) continue;
    const result = verifyOne(key, note.text, signature);
    if (result === undefined) {
      throw new QuanchengError('SIGNATURE_INVALID', `the note's signature by ${name} does not verify`);
    }
    if (!verified.has(key)) verified.set(key, result);
  }
  if (verified.size === 0) throw new QuanchengError('NOTE_UNVERIFIED', 'no known key has signed the note');
  return [...verified.values()];
}

function verifyOne(key: VerifierKey, text: string, bytes: Uint8Array): VerifiedNoteSignature | undefined {
  if (key.type === 'ed25519') {
    return verifySignature(key.publicKey, encodeUtf8(text), bytes) ? { key } : undefined;
  }
  const parts = splitCosignature(bytes);
  if (parts === undefined) return undefined;
  const { time, signature } = parts;
  return verifySignature(key.publicKey, cosignatureMessage(time, text), signature)
    ? { key, time }
    : undefined;
}
