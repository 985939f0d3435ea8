import {
  concatBytes,
  decodeHex,
  encodeHex,
  isKeyId,
  newPublicKey,
  newSigner,
  newSignerWith,
  parseKeyId,
  parsePublicKey,
  sha256,
} from '@quancheng/protocol';
import { expect } from 'chai';
import fc from 'fast-check';
import { createPublicKey } from 'node:crypto';
import { algorithms, backEnds, testSecret } from './support/back-ends.js';
import { expectCode } from './support/expect-code.js';

const ED25519_PREFIX = decodeHex('302a300506032b6570032100');

// The eight points of small order; then other encodings of them and of y = p + n (RFC 8032 allows y < p only).
const SMALL_ORDER = [
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
];
const NOT_CANONICAL = [
  '0100000000000000000000000000000000000000000000000000000000000080',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
];

describe('public key', () => {
  for (const algorithm of algorithms) {
    describe(algorithm, () => {
      const { publicKey } = newSigner(algorithm, testSecret(7));

      it('reads back its one encoding, and is named by its digest', () => {
        const parsed = parsePublicKey(publicKey.spki);
        expect(parsed).to.deep.equal(publicKey);
        expect(parsed.keyId).to.equal(encodeHex(sha256(publicKey.spki)));
        expect(newPublicKey(algorithm, publicKey.point)).to.deep.equal(publicKey);
      });

      it('is the same key, in the same encoding, to OpenSSL', () => {
        const key = createPublicKey({ key: Buffer.from(publicKey.spki), format: 'der', type: 'spki' });
        expect(new Uint8Array(key.export({ format: 'der', type: 'spki' }))).to.deep.equal(publicKey.spki);
      });

      it('is the same in every back end', () => {
        for (const backEnd of backEnds) {
          expect(newSignerWith(backEnd, algorithm, testSecret(7)).publicKey).to.deep.equal(publicKey);
        }
      });

      it('does not change when the caller’s bytes change', () => {
        const bytes = publicKey.spki.slice();
        const parsed = parsePublicKey(bytes);
        bytes.fill(0);
        expect(parsed).to.deep.equal(publicKey);
      });

      it('has no second encoding: every changed byte is refused or another key', () => {
        for (let index = 0; index < publicKey.spki.length; index += 1) {
          const bytes = publicKey.spki.slice();
          bytes[index] = (bytes[index] ?? 0) ^ 0x01;
          try {
            expect(parsePublicKey(bytes).keyId).not.to.equal(publicKey.keyId);
          } catch (error) {
            expect(error).to.have.property('code').that.is.oneOf(['KEY_MALFORMED', 'KEY_WEAK']);
          }
        }
      });

      it('refuses bytes missing or added at either end', () => {
        const { spki } = publicKey;
        for (const bytes of [spki.subarray(1), spki.subarray(0, -1), concatBytes(spki, Uint8Array.of(0))]) {
          expectCode('KEY_MALFORMED', () => parsePublicKey(bytes));
        }
      });
    });
  }

  it('refuses Ed25519 points of small order', () => {
    for (const point of SMALL_ORDER) {
      expectCode('KEY_WEAK', () => parsePublicKey(concatBytes(ED25519_PREFIX, decodeHex(point))));
    }
  });

  it('refuses Ed25519 points in another than their canonical encoding', () => {
    for (const point of NOT_CANONICAL) {
      expectCode('KEY_MALFORMED', () => parsePublicKey(concatBytes(ED25519_PREFIX, decodeHex(point))));
    }
  });

  it('refuses about half of all random Ed25519 keys: no point has that y', () => {
    let refused = 0;
    const samples = fc.sample(fc.uint8Array({ minLength: 32, maxLength: 32 }), { numRuns: 200, seed: 1 });
    for (const point of samples) {
      try {
        parsePublicKey(concatBytes(ED25519_PREFIX, point));
      } catch {
        refused += 1;
      }
    }
    expect(refused).to.be.within(60, 140);
  });

  for (const algorithm of ['ecdsa-p256-sha256', 'sm2-sm3'] as const) {
    const { publicKey } = newSigner(algorithm, testSecret(9));
    const prefix = publicKey.spki.subarray(0, 26);

    it(`${algorithm}: refuses points off the curve, compressed, hybrid and infinite ones`, () => {
      const offCurve = publicKey.point.slice();
      offCurve[64] = (offCurve[64] ?? 0) ^ 1;
      const hybrid = publicKey.point.slice();
      hybrid[0] = 0x06 + ((hybrid[64] ?? 0) & 1);
      const zero = new Uint8Array(65);
      zero[0] = 0x04;
      for (const point of [offCurve, hybrid, zero, new Uint8Array(65)]) {
        expectCode('KEY_MALFORMED', () => parsePublicKey(concatBytes(prefix, point)));
      }
      const compressed = concatBytes(Uint8Array.of(0x02), publicKey.point.subarray(1, 33));
      expectCode('KEY_MALFORMED', () => parsePublicKey(concatBytes(prefix, compressed)));
    });

    it(`${algorithm}: refuses coordinates that are not reduced`, () => {
      // x = p is congruent to 0; all bits set exceeds either field.
      const point = publicKey.point.slice().fill(0xff, 1, 33);
      expectCode('KEY_MALFORMED', () => parsePublicKey(concatBytes(prefix, point)));
    });

    it(`${algorithm}: the two curves’ keys cannot be exchanged`, () => {
      const other = newSigner(algorithm === 'sm2-sm3' ? 'ecdsa-p256-sha256' : 'sm2-sm3', testSecret(9));
      expectCode('KEY_MALFORMED', () => parsePublicKey(concatBytes(prefix, other.publicKey.point)));
    });
  }

  it('refuses private keys of wrong length or range', () => {
    const order = {
      'ecdsa-p256-sha256': 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551',
      'sm2-sm3': 'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123',
    };
    for (const algorithm of algorithms) {
      expectCode('KEY_MALFORMED', () => newSigner(algorithm, new Uint8Array(31)));
      expectCode('KEY_MALFORMED', () => newSigner(algorithm, new Uint8Array(33)));
    }
    for (const algorithm of ['ecdsa-p256-sha256', 'sm2-sm3'] as const) {
      expectCode('KEY_MALFORMED', () => newSigner(algorithm, new Uint8Array(32)));
      expectCode('KEY_MALFORMED', () => newSigner(algorithm, decodeHex(order[algorithm])));
    }
    // SM2 signs with 1 / (1 + d): n − 1 is no private key there, but is one for P-256.
    const almost = decodeHex(order['sm2-sm3']);
    almost[31] = 0x22;
    expectCode('KEY_MALFORMED', () => newSigner('sm2-sm3', almost));
  });

  it('a key id is 64 lower-case hex digits', () => {
    const { keyId } = newSigner('ed25519', testSecret(1)).publicKey;
    expect(parseKeyId(keyId)).to.equal(keyId);
    for (const value of [keyId.toUpperCase(), keyId.slice(2), `${keyId}00`, 7, null]) {
      expect(isKeyId(value)).to.equal(false);
      expectCode('KEY_MALFORMED', () => parseKeyId(value));
    }
  });
});
