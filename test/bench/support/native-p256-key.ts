import { generateKeyPairSync, sign } from 'node:crypto';
import { newSigner, type Signer } from '@quancheng/protocol';
import type { KeyFile } from '@quancheng/sdk/node';

const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** A P-256 key that OpenSSL signs with, as a hardware token would: the project's own signer is several times slower. */
export function newNativeP256Key(): { readonly file: KeyFile; readonly signer: Signer } {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const seed = new Uint8Array(Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url'));
  const { publicKey } = newSigner('ecdsa-p256-sha256', seed);
  return {
    file: { publicKey, secret: { form: 'plain', seed } },
    signer: {
      publicKey,
      sign: (message) => lowS(sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' })),
    },
  };
}

/** Of the two true values of s the smaller (docs/specs/envelope.md). */
function lowS(signature: Buffer): Buffer {
  const s = BigInt(`0x${signature.toString('hex', 32)}`);
  if (s > order / 2n) signature.write((order - s).toString(16).padStart(64, '0'), 32, 'hex');
  return signature;
}
