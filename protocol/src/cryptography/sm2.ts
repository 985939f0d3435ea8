import { sm2 } from 'sm-crypto-v2';
import { decodeHex, encodeHex } from '../bytes/hex.js';
import { SM2_ORDER } from '../signature/curves.js';
import { bigEndianNumber } from '../signature/numbers.js';
import type { SignatureScheme } from './cryptography.js';

const USER_ID = '1234567812345678';

/**
 * SM2 signatures (GB/T 32918.2) with SM3 and the user id that GB/T 35276 sets as default. Every back end uses
 * this one: node:crypto can only sign with an empty user id. The nonce is drawn by the library, so signing
 * again gives other bytes.
 */
export const sm2Scheme: SignatureScheme = {
  verify(publicKey, message, signature) {
    const key = encodeHex(publicKey.point);
    // r = e + x1 (mod n). r = e means x1 = 0: the library takes the point at infinity for it, and so whoever
    // knows the private key could make "signatures" that GB/T 32918 and other implementations refuse.
    const digest = BigInt(`0x${sm2.getHash(message, key, USER_ID)}`) % SM2_ORDER;
    if (bigEndianNumber(signature.subarray(0, 32)) === digest) return false;
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
