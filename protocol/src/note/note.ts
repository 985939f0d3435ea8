import { decodeBase64, encodeBase64 } from '../bytes/base64.js';
import { concatBytes } from '../bytes/bytes.js';
import { decodeHex, encodeHex } from '../bytes/hex.js';
import { isWellFormed } from '../bytes/well-formed.js';
import { QuanchengError } from '../errors/quancheng-error.js';
import { isKeyName } from './key-name.js';

/** A C2SP signed note. */
export interface Note {
  /** What is signed: lines, the last newline included. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export interface NoteSignature {
  readonly name: string;
  /** The spec's "key ID": 8 hex digits. A hint which key signed, not a digest to trust. */
  readonly keyHash: string;
  readonly signature: Uint8Array;
}

const SIGNATURE_START = '— ';
const KEY_HASH_BYTES = 4;
/** The spec demands at least 16; this bounds the work on hostile input. */
const MAXIMUM_SIGNATURES = 100;
// ASCII control characters other than newline.
const FORBIDDEN = /[\u0000-\u0009\u000b-\u001f]/;

/**
 * Parses a signed note (C2SP signed-note). Nothing is verified: verifyNote does that.
 * @param note the whole note; bytes are to be decoded with decodeUtf8
 * @throws NOTE_MALFORMED, ENCODING_BASE64
 */
export function parseNote(note: string): Note {
  if (!isWellFormed(note)) throw malformed('not well-formed Unicode');
  if (FORBIDDEN.test(note)) throw malformed('a control character');
  const separator = note.lastIndexOf('\n\n');
  if (separator < 0) throw malformed('no blank line before the signatures');
  const signatures = note.slice(separator + 2);
  if (!signatures.endsWith('\n')) throw malformed('the last line does not end');
  const lines = signatures.slice(0, -1).split('\n');
  if (lines.length > MAXIMUM_SIGNATURES) throw malformed(`more than ${MAXIMUM_SIGNATURES} signatures`);
  return { text: note.slice(0, separator + 1), signatures: lines.map(parseSignatureLine) };
}

/** The note as text. @throws NOTE_MALFORMED if it could not be parsed again */
export function formatNote(note: Note): string {
  assertNoteText(note.text);
  if (note.signatures.length === 0) throw malformed('no signature');
  return `${note.text}\n${note.signatures.map(formatSignatureLine).join('')}`;
}

/** @throws NOTE_MALFORMED unless the text is non-empty lines of allowed characters, the last one ended */
export function assertNoteText(text: string): void {
  if (!text.endsWith('\n')) throw malformed('the text does not end in a newline');
  if (FORBIDDEN.test(text) || !isWellFormed(text)) throw malformed('a forbidden character in the text');
}

function parseSignatureLine(line: string): NoteSignature {
  if (!line.startsWith(SIGNATURE_START)) throw malformed('a signature line does not begin with an em dash');
  const [name, encoded, ...rest] = line.slice(SIGNATURE_START.length).split(' ');
  if (name === undefined || encoded === undefined || rest.length > 0) throw malformed('a signature line');
  if (!isKeyName(name)) throw malformed('a key name');
  const bytes = decodeBase64(encoded);
  if (bytes.length <= KEY_HASH_BYTES) throw malformed('a signature is too short');
  return {
    name,
    keyHash: encodeHex(bytes.subarray(0, KEY_HASH_BYTES)),
    signature: bytes.slice(KEY_HASH_BYTES),
  };
}

function formatSignatureLine({ name, keyHash, signature }: NoteSignature): string {
  if (!isKeyName(name)) throw malformed('a key name');
  const bytes = concatBytes(decodeHex(keyHash, KEY_HASH_BYTES), signature);
  return `${SIGNATURE_START}${name} ${encodeBase64(bytes)}\n`;
}

function malformed(detail: string): QuanchengError {
  return new QuanchengError('NOTE_MALFORMED', detail);
}
