import { concatBytes } from '../bytes/bytes.js';
import { encodeUtf8 } from '../bytes/utf8.js';
import type { Signer } from '../signature/signer.js';
import { cosignatureMessage, encodeTime } from './cosignature.js';
import { assertNoteText, type Note, type NoteSignature } from './note.js';
import { newVerifierKey, type VerifierKey } from './verifier-key.js';

/** Something that adds one signature line to a note. */
export interface NoteSigner {
  readonly key: VerifierKey;
  /** The signature's bytes after the key hash. */
  sign(text: string): Uint8Array;
}

/** Signs the text itself, as a log does (type 0x01). @throws NOTE_MALFORMED */
export function newNoteSigner(name: string, signer: Signer): NoteSigner {
  const key = newVerifierKey(name, 'ed25519', signer.publicKey);
  return { key, sign: (text) => signer.sign(encodeUtf8(text)) };
}

/**
 * Cosigns a checkpoint at a time, as a witness does (type 0x04). Whoever calls has checked consistency.
 * @param time POSIX seconds
 * @throws NOTE_MALFORMED
 */
export function newCosigner(name: string, signer: Signer, time: number): NoteSigner {
  const key = newVerifierKey(name, 'cosignature', signer.publicKey);
  return { key, sign: (text) => concatBytes(encodeTime(time), signer.sign(cosignatureMessage(time, text))) };
}

/** Signs a text, which ends in a newline, with every signer in order. @throws NOTE_MALFORMED */
export function signNote(text: string, signers: readonly NoteSigner[]): Note {
  return addNoteSignatures({ text, signatures: [] }, signers);
}

/** The same note with further signatures behind the present ones. @throws NOTE_MALFORMED */
export function addNoteSignatures(note: Note, signers: readonly NoteSigner[]): Note {
  assertNoteText(note.text);
  const added = signers.map((signer): NoteSignature => {
    const { name, keyHash } = signer.key;
    return { name, keyHash, signature: signer.sign(note.text) };
  });
  return { text: note.text, signatures: [...note.signatures, ...added] };
}
