import { decodeBase64, encodeBase64, QuanchengError } from '@quancheng/protocol';
import nacl from 'tweetnacl';
import { randomBytes } from '../random/random-bytes.js';

/** An X25519 key pair, by which data is encrypted for a participant. */
export interface EncryptionKey {
  /** Base64, as the ledger has it (`participant.announce`). */
  readonly publicKey: string;
  /** 32 bytes. */
  readonly secretKey: Uint8Array;
}

export function newEncryptionKey(random: typeof randomBytes = randomBytes): EncryptionKey {
  const { publicKey, secretKey } = nacl.box.keyPair.fromSecretKey(random(32));
  return { publicKey: encodeBase64(publicKey), secretKey };
}

/**
 * The key of nacl.box between two parties.
 * @param publicKey Base64
 * @throws ENCRYPTION_KEY_INVALID, also for points of low order, whose shared secret everybody knows (RFC 7748, 6.1)
 */
export function sharedKey(publicKey: string, secretKey: Uint8Array): Uint8Array {
  const point = readPoint(publicKey);
  if (nacl.scalarMult(secretKey, point).every((byte) => byte === 0)) {
    throw new QuanchengError('ENCRYPTION_KEY_INVALID', 'a point of low order');
  }
  return nacl.box.before(point, secretKey);
}

function readPoint(publicKey: string): Uint8Array {
  const bytes = decodeBase64(publicKey);
  if (bytes.length !== 32) throw new QuanchengError('ENCRYPTION_KEY_INVALID', 'it is not 32 bytes');
  return bytes;
}
