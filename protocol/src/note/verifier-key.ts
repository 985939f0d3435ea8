import { decodeBase64, encodeBase64 } from '../bytes/base64.js';
import { concatBytes } from '../bytes/bytes.js';
import { encodeHex } from '../bytes/hex.js';
import { encodeUtf8 } from '../bytes/utf8.js';
import { sha256 } from '../digests/digests.js';
import { QuanchengError } from '../errors/quancheng-error.js';
import { newPublicKey, type PublicKey } from '../signature/public-key.js';
import { isKeyName } from './key-name.js';

/** C2SP signature types: an Ed25519 signature of the text, and a witness's time-stamped cosignature. */
export type NoteKeyType = 'ed25519' | 'cosignature';

const TYPE_BYTES = { ed25519: 0x01, cosignature: 0x04 } as const satisfies Record<NoteKeyType, number>;

/** A note's key: who signs under which name, and in which way. */
export interface VerifierKey {
  readonly name: string;
  readonly type: NoteKeyType;
  /** 8 hex digits of SHA-256(name ‖ LF ‖ type ‖ key). */
  readonly keyHash: string;
  /** An Ed25519 key. */
  readonly publicKey: PublicKey;
}

/** @throws NOTE_MALFORMED if the name or the algorithm cannot sign notes */
export function newVerifierKey(name: string, type: NoteKeyType, publicKey: PublicKey): VerifierKey {
  if (!isKeyName(name)) throw malformed('the key name is empty or has a space or plus');
  if (publicKey.algorithm !== 'ed25519') throw malformed('notes are signed with Ed25519');
  return { name, type, keyHash: keyHashOf(name, type, publicKey), publicKey };
}

/**
 * Parses a C2SP verifier key, `name+hash+base64(type ‖ key)`.
 * @throws NOTE_MALFORMED, ENCODING_BASE64, KEY_MALFORMED, KEY_WEAK
 */
export function parseVerifierKey(text: string): VerifierKey {
  const [, name, hash, encoded] = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  if (name === undefined || hash === undefined || encoded === undefined)
    throw malformed('not a verifier key');
  const bytes = decodeBase64(encoded);
  const key = newVerifierKey(name, typeOf(bytes[0]), newPublicKey('ed25519', bytes.subarray(1)));
  if (key.keyHash !== hash) throw malformed('the hash does not belong to name and key');
  return key;
}

export function formatVerifierKey(key: VerifierKey): string {
  return `${key.name}+${key.keyHash}+${encodeBase64(typedKey(key.type, key.publicKey))}`;
}

function typeOf(byte: number | undefined): NoteKeyType {
  if (byte === TYPE_BYTES.ed25519) return 'ed25519';
  if (byte === TYPE_BYTES.cosignature) return 'cosignature';
  throw malformed('unsupported signature type');
}

function keyHashOf(name: string, type: NoteKeyType, publicKey: PublicKey): string {
  return encodeHex(sha256(encodeUtf8(`${name}\n`), typedKey(type, publicKey)).subarray(0, 4));
}

function typedKey(type: NoteKeyType, publicKey: PublicKey): Uint8Array {
  return concatBytes(Uint8Array.of(TYPE_BYTES[type]), publicKey.point);
}

function malformed(detail: string): QuanchengError {
  return new QuanchengError('NOTE_MALFORMED', detail);
}
