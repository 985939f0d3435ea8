import {
  concatBytes,
  decodeHex,
  encodeHex,
  encodeUtf8,
  newSigner,
  verifySignatureWith,
} from '@quancheng/protocol';
import { expect } from 'chai';
import { sm2 } from 'sm-crypto-v2';
import { backEnds, testSecret } from './support/back-ends.js';
import { fromDerSignature, toDerSignature } from './support/der-signature.js';
import { requireOpenssl, type Openssl } from './support/openssl.js';

const ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
const ALGORITHM = 'sm2-sm3';
const USER_ID = 'distid:1234567812345678';

describe('SM2', () => {
  const secret = testSecret(5);
  const signer = newSigner(ALGORITHM, secret);
  const message = encodeUtf8('泉城');

  it('GB/T 32918.5 A.2: the public key of the standard’s private key', () => {
    const { publicKey } = newSigner(
      ALGORITHM,
      decodeHex('3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8'),
    );
    expect(encodeHex(publicKey.point)).to.equal(
      '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020' +
        'ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
    );
  });

  it('GB/T 32918.5 A.2: verifies the standard’s signature', () => {
    const { publicKey } = newSigner(
      ALGORITHM,
      decodeHex('3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8'),
    );
    const signature = decodeHex(
      'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3' +
        'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
    );
    for (const backEnd of backEnds) {
      expect(verifySignatureWith(backEnd, publicKey, encodeUtf8('message digest'), signature)).to.equal(true);
    }
  });

  it('refuses the signature that makes the point infinite, which sm-crypto-v2 takes', () => {
    const key = encodeHex(signer.publicKey.point);
    const d = BigInt(`0x${encodeHex(secret)}`);
    const e = BigInt(`0x${sm2.getHash(message, key)}`) % ORDER;
    // s·G + t·P = 0 for t = r + s, r = e: whoever knows d finds s for any message.
    const s = ((((ORDER - e) * d) % ORDER) * inverse(1n + d)) % ORDER;
    const forged = decodeHex(hex(e) + hex(s));
    expect(sm2.doVerifySignature(message, encodeHex(forged), key, { hash: true })).to.equal(true);
    for (const backEnd of backEnds) {
      expect(verifySignatureWith(backEnd, signer.publicKey, message, forged)).to.equal(false);
    }
  });

  it('refuses r + s = n and numbers of n and more', () => {
    const signature = signer.sign(message);
    const r = BigInt(`0x${encodeHex(signature.subarray(0, 32))}`);
    const s = BigInt(`0x${encodeHex(signature.subarray(32))}`);
    for (const [first, second] of [
      [r, ORDER - r],
      [r, ORDER],
      [ORDER, s],
      [r, 0n],
      [0n, s],
    ] as const) {
      const changed = decodeHex(hex(first) + hex(second));
      for (const backEnd of backEnds) {
        expect(verifySignatureWith(backEnd, signer.publicKey, message, changed)).to.equal(false);
      }
    }
  });

  it('binds the default user id: a signature under another is refused', () => {
    const key = encodeHex(signer.publicKey.point);
    for (const userId of ['', 'alice@quancheng.example']) {
      const other = sm2.doSignature(message, encodeHex(secret), { hash: true, publicKey: key, userId });
      for (const backEnd of backEnds) {
        expect(verifySignatureWith(backEnd, signer.publicKey, message, decodeHex(other, 64))).to.equal(false);
      }
    }
  });

  describe('openssl', () => {
    let openssl: Openssl;
    before(function () {
      openssl = requireOpenssl(this, 'sm2');
    });
    after(() => openssl.remove());

    it('verifies our signatures, and refuses them for another message', () => {
      openssl.write('key.der', signer.publicKey.spki);
      openssl.write('message', message);
      openssl.write('other', encodeUtf8('泉州'));
      for (let index = 0; index < 5; index += 1) {
        openssl.write('signature', toDerSignature(signer.sign(message)));
        expect(verifyByOpenssl('message').output).to.match(/Verified Successfully/);
        expect(verifyByOpenssl('other').succeeded).to.equal(false);
      }
    });

    it('makes signatures that we verify', () => {
      openssl.write('private.der', sec1(secret));
      openssl.write('message', message);
      const sign = ['pkeyutl', '-sign', '-rawin', '-digest', 'sm3', '-pkeyopt', USER_ID];
      for (let index = 0; index < 5; index += 1) {
        const made = openssl.run(
          ...sign,
          '-inkey',
          'private.der',
          '-keyform',
          'DER',
          '-in',
          'message',
          '-out',
          's',
        );
        expect(made.succeeded, made.output).to.equal(true);
        const signature = fromDerSignature(openssl.read('s'));
        for (const backEnd of backEnds) {
          expect(verifySignatureWith(backEnd, signer.publicKey, message, signature)).to.equal(true);
        }
      }
    });

    it('refuses the infinite point, too', () => {
      const key = encodeHex(signer.publicKey.point);
      const d = BigInt(`0x${encodeHex(secret)}`);
      const e = BigInt(`0x${sm2.getHash(message, key)}`) % ORDER;
      const s = ((((ORDER - e) * d) % ORDER) * inverse(1n + d)) % ORDER;
      openssl.write('key.der', signer.publicKey.spki);
      openssl.write('message', message);
      openssl.write('signature', toDerSignature(decodeHex(hex(e) + hex(s))));
      expect(verifyByOpenssl('message').succeeded).to.equal(false);
    });

    function verifyByOpenssl(input: string) {
      const verify = ['pkeyutl', '-verify', '-rawin', '-digest', 'sm3', '-pkeyopt', USER_ID];
      const files = ['-pubin', '-inkey', 'key.der', '-keyform', 'DER', '-sigfile', 'signature', '-in', input];
      return openssl.run(...verify, ...files);
    }
  });
});

/** PKCS #8 of an SM2 private scalar, without its public key. */
function sec1(secret: Uint8Array): Uint8Array {
  const prefix = '3041020100301306072a8648ce3d020106082a811ccf5501822d042730250201010420';
  return concatBytes(decodeHex(prefix), secret);
}

function hex(value: bigint): string {
  return value.toString(16).padStart(64, '0');
}

/** Fermat: value^(n − 2) mod n. */
function inverse(value: bigint): bigint {
  let result = 1n;
  let square = value % ORDER;
  for (let exponent = ORDER - 2n; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * square) % ORDER;
    square = (square * square) % ORDER;
  }
  return result;
}
