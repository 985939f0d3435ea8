import { concatBytes, decodeHex, encodeUtf8, newSigner, verifySignatureWith } from '@quancheng/protocol';
import { expect } from 'chai';
import { sign, createPrivateKey } from 'node:crypto';
import { backEnds, testSecret } from './support/back-ends.js';
import { fromDerSignature, toDerSignature } from './support/der-signature.js';
import { requireOpenssl, type Openssl } from './support/openssl.js';

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const ALGORITHM = 'ecdsa-p256-sha256';

describe('ECDSA P-256', () => {
  const signer = newSigner(ALGORITHM, testSecret(5));
  const message = encodeUtf8('泉城');

  it('RFC 6979 A.2.5, SHA-256, "sample" (with its high S made low)', () => {
    const secret = decodeHex('c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721');
    const signature = newSigner(ALGORITHM, secret).sign(encodeUtf8('sample'));
    const r = 'efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716';
    const s = BigInt('0xf7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8');
    expect(signature).to.deep.equal(decodeHex(r + (ORDER - s).toString(16).padStart(64, '0')));
  });

  it('refuses the high-S twin of a good signature', () => {
    const signature = signer.sign(message);
    const s = BigInt(`0x${Buffer.from(signature.subarray(32)).toString('hex')}`);
    const twin = concatBytes(
      signature.subarray(0, 32),
      decodeHex((ORDER - s).toString(16).padStart(64, '0')),
    );
    expect(s <= ORDER / 2n).to.equal(true);
    for (const backEnd of backEnds) {
      expect(verifySignatureWith(backEnd, signer.publicKey, message, signature)).to.equal(true);
      expect(verifySignatureWith(backEnd, signer.publicKey, message, twin)).to.equal(false);
    }
  });

  it('accepts node:crypto’s signatures exactly if their S is low', () => {
    const key = createPrivateKey({ key: Buffer.from(pkcs8(testSecret(5))), format: 'der', type: 'pkcs8' });
    const seen = new Set<boolean>();
    for (let index = 0; index < 40; index += 1) {
      const signature = sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' });
      const isLow = BigInt(`0x${signature.subarray(32).toString('hex')}`) <= ORDER / 2n;
      seen.add(isLow);
      for (const backEnd of backEnds) {
        expect(verifySignatureWith(backEnd, signer.publicKey, message, signature)).to.equal(isLow);
      }
    }
    expect(seen).to.have.property('size', 2);
  });

  describe('openssl', () => {
    let openssl: Openssl;
    before(function () {
      openssl = requireOpenssl(this, 'ec');
    });
    after(() => openssl.remove());

    it('verifies our signature, and refuses it for another message', () => {
      openssl.write('key.der', signer.publicKey.spki);
      openssl.write('message', message);
      openssl.write('other', encodeUtf8('泉州'));
      openssl.write('signature', toDerSignature(signer.sign(message)));
      const verify = ['dgst', '-sha256', '-verify', 'key.der', '-keyform', 'DER', '-signature', 'signature'];
      expect(openssl.run(...verify, 'message')).to.deep.equal({ succeeded: true, output: 'Verified OK\n' });
      expect(openssl.run(...verify, 'other').succeeded).to.equal(false);
    });

    it('makes signatures that we verify if their S is low', () => {
      openssl.write('private.der', pkcs8(testSecret(5)));
      openssl.write('message', message);
      for (let index = 0; index < 6; index += 1) {
        const made = openssl.run(
          'dgst',
          '-sha256',
          '-sign',
          'private.der',
          '-keyform',
          'DER',
          '-out',
          's',
          'message',
        );
        expect(made.succeeded, made.output).to.equal(true);
        const signature = fromDerSignature(openssl.read('s'));
        const isLow = BigInt(`0x${Buffer.from(signature.subarray(32)).toString('hex')}`) <= ORDER / 2n;
        for (const backEnd of backEnds) {
          expect(verifySignatureWith(backEnd, signer.publicKey, message, signature)).to.equal(isLow);
        }
      }
    });
  });
});

/** PKCS #8 of a P-256 private scalar, without its public key. */
function pkcs8(secret: Uint8Array): Uint8Array {
  const prefix = '3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420';
  return concatBytes(decodeHex(prefix), secret);
}
