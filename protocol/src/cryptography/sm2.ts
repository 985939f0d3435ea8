import { sm2 } from 'sm-crypto-v2';
import { decodeHex, encodeHex } from '../bytes/hex.js';
import { SM2_ORDER } from '../signature/curves.js';
import type { KeyId } from '../signature/key-id.js';
import { bigEndianNumber } from '../signature/numbers.js';
import type { PublicKey } from '../signature/public-key.js';
import type { SignatureScheme } from './cryptography.js';
import { RecentlyUsed } from './recently-used.js';

const USER_ID = '1234567812345678';

type PreparedKey = ReturnType<typeof sm2.precomputePublicKey>;

/** Multiples of a key, for windows of 4 bits: made once (7 ms), they make a verification four times faster. */
const WINDOW = 4;
const prepared = new RecentlyUsed<KeyId, PreparedKey>(256);

/**
 * SM2 signatures (GB/T 32918.2) with SM3 and the user id that GB/T 35276 sets as default. Every back end uses
 * this one: node:crypto knows only an empty user id. The nonce is drawn by the library, so signing again
 * gives other bytes.
 */
export const sm2Scheme: SignatureScheme = {
  verify(publicKey, message, signature) {
    // r = e + x1 (mod n). r = e means x1 = 0: the library takes the point at infinity for it, and so whoever
    // knows the private key could make "signatures" that GB/T 32918 and other implementations refuse.
    const digest = BigInt(`0x${sm2.getHash(message, encodeHex(publicKey.point), USER_ID)}`) % SM2_ORDER;
    if (bigEndianNumber(signature.subarray(0, 32)) === digest) return false;
    const key = prepare(publicKey);
    return sm2.doVerifySignature(message, encodeHex(signature), key, { hash: true, userId: USER_ID });
  },
  openPrivateKey(secret) {
    const privateKey = encodeHex(secret);
    const publicKey = sm2.getPublicKeyFromPrivateKey(privateKey);
    return {
      point: decodeHex(publicKey, 65),
      sign: (message) =>
        decodeHex(sm2.doSignature(message, privateKey, { hash: true, userId: USER_ID, publicKey }), 64),
    };
  },
};

function prepare(publicKey: PublicKey): PreparedKey {
  return prepared.get(publicKey.keyId, () => sm2.precomputePublicKey(encodeHex(publicKey.point), WINDOW));
}
