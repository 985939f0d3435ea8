import {
  encodeHex,
  newSigner,
  newSignerWith,
  verifySignature,
  verifySignatureWith,
} from '@quancheng/protocol';
import { expect } from 'chai';
import fc from 'fast-check';
import { algorithms, backEnds, testSecret } from './support/back-ends.js';

const anySecret = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => {
  // Below both curves' orders, and not zero.
  bytes[0] = 0x7f;
  return bytes;
});

describe('signature', () => {
  for (const algorithm of algorithms) {
    describe(algorithm, () => {
      it('each back end verifies what any back end signs', () => {
        fc.assert(
          fc.property(anySecret, fc.uint8Array({ maxLength: 300 }), (secret, message) => {
            for (const signing of backEnds) {
              const { publicKey, sign } = signerOf(signing, secret);
              const signature = sign(message);
              expect(signature).to.have.lengthOf(64);
              for (const verifying of backEnds) {
                expect(verifySignatureWith(verifying, publicKey, message, signature)).to.equal(true);
              }
            }
          }),
          { numRuns: 8 },
        );
      });

      it('refuses every flipped bit, alike in all back ends', () => {
        const { publicKey, sign } = signerOf(backEnds[0], testSecret(3));
        const message = Uint8Array.of(1, 2, 3);
        const signature = sign(message);
        fc.assert(
          fc.property(fc.nat({ max: 511 }), (bit) => {
            const changed = signature.slice();
            changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
            for (const backEnd of backEnds) {
              expect(verifySignatureWith(backEnd, publicKey, message, changed), backEnd.name).to.equal(false);
            }
          }),
          { numRuns: 40 },
        );
      });

      it('refuses another message, another key, another length, and numbers out of range', () => {
        const { publicKey, sign } = signerOf(backEnds[0], testSecret(3));
        const other = newSigner(algorithm, testSecret(4)).publicKey;
        const message = Uint8Array.of(1, 2, 3);
        const signature = sign(message);
        for (const backEnd of backEnds) {
          const verify = verifySignatureWith.bind(undefined, backEnd);
          expect(verify(publicKey, Uint8Array.of(1, 2, 4), signature)).to.equal(false);
          expect(verify(other, message, signature)).to.equal(false);
          const wrong = [
            new Uint8Array(),
            signature.subarray(0, 63),
            Uint8Array.of(...signature, 0),
            new Uint8Array(64),
            new Uint8Array(64).fill(0xff),
            Uint8Array.of(...signature.subarray(0, 32), ...new Uint8Array(32)),
            Uint8Array.of(...new Uint8Array(32), ...signature.subarray(32)),
          ];
          for (const bytes of wrong) expect(verify(publicKey, message, bytes)).to.equal(false);
        }
      });

      it('the exported function agrees', () => {
        const signer = newSigner(algorithm, testSecret(3));
        const message = Uint8Array.of(9);
        expect(verifySignature(signer.publicKey, message, signer.sign(message))).to.equal(true);
        expect(verifySignature(signer.publicKey, Uint8Array.of(8), signer.sign(message))).to.equal(false);
      });

      function signerOf(backEnd: (typeof backEnds)[number], secret: Uint8Array) {
        const signer = newSignerWith(backEnd, algorithm, secret);
        return { publicKey: signer.publicKey, sign: (message: Uint8Array) => signer.sign(message) };
      }
    });
  }

  it('Ed25519 and P-256 sign deterministically, and alike in all back ends', () => {
    const message = Uint8Array.of(5);
    for (const algorithm of ['ed25519', 'ecdsa-p256-sha256'] as const) {
      const signatures = backEnds.map((each) =>
        encodeHex(newSignerWith(each, algorithm, testSecret(3)).sign(message)),
      );
      expect(new Set(signatures)).to.have.property('size', 1);
    }
  });
});
