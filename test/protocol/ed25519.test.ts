import { ed25519 } from '@noble/curves/ed25519.js';
import {
  concatBytes,
  decodeHex,
  newPublicKey,
  parsePublicKey,
  verifySignatureWith,
} from '@quancheng/protocol';
import { expect } from 'chai';
import fc from 'fast-check';
import nacl from 'tweetnacl';
import { backEnds } from './support/back-ends.js';
import {
  ORDER,
  challenge,
  craftKey,
  craftSignature,
  littleEndian,
  littleEndianBytes,
} from './support/crafted-ed25519.js';
import { sharedVector } from './support/shared-vectors.js';

interface Wycheproof {
  readonly testGroups: readonly {
    readonly publicKey: { readonly pk: string };
    readonly publicKeyDer: string;
    readonly tests: readonly {
      readonly tcId: number;
      readonly comment: string;
      readonly msg: string;
      readonly sig: string;
      readonly result: 'valid' | 'invalid';
    }[];
  }[];
}

describe('Ed25519', () => {
  it('agrees with Project Wycheproof', function () {
    this.timeout(60_000);
    const vectors = JSON.parse(sharedVector(this, 'wycheproof-ed25519.json').toString('utf8')) as Wycheproof;
    let cases = 0;
    for (const group of vectors.testGroups) {
      const publicKey = parsePublicKey(decodeHex(group.publicKeyDer));
      expect(publicKey.point).to.deep.equal(decodeHex(group.publicKey.pk));
      for (const { tcId, comment, msg, sig, result } of group.tests) {
        cases += 1;
        for (const backEnd of backEnds) {
          const valid = verifySignatureWith(backEnd, publicKey, decodeHex(msg), decodeHex(sig));
          expect(valid, `${backEnd.name} ${tcId} ${comment}`).to.equal(result === 'valid');
        }
      }
    }
    expect(cases).to.equal(151);
  });

  it('gives tweetnacl’s answer wherever S < L', function () {
    this.timeout(60_000);
    const vectors = JSON.parse(sharedVector(this, 'wycheproof-ed25519.json').toString('utf8')) as Wycheproof;
    for (const group of vectors.testGroups) {
      const point = decodeHex(group.publicKey.pk);
      for (const { tcId, msg, sig, result } of group.tests) {
        const signature = decodeHex(sig);
        if (signature.length !== 64 || littleEndian(signature.subarray(32)) >= ORDER) continue;
        const valid = nacl.sign.detached.verify(decodeHex(msg), signature, point);
        expect(valid, String(tcId)).to.equal(result === 'valid');
      }
    }
  });

  it('refuses S + L, which tweetnacl takes', () => {
    const { point, scalar } = craftKey(1n);
    const message = Uint8Array.of(1);
    const signature = craftSignature({ scalar, point, nonce: 5n, message });
    const malleated = concatBytes(
      signature.subarray(0, 32),
      littleEndianBytes(littleEndian(signature.subarray(32)) + ORDER),
    );
    expect(answers(point, message, signature)).to.deep.equal([true, true, true]);
    expect(nacl.sign.detached.verify(message, malleated, point)).to.equal(true);
    for (const backEnd of backEnds) {
      expect(verifySignatureWith(backEnd, newPublicKey('ed25519', point), message, malleated)).to.equal(
        false,
      );
    }
  });

  it('refuses a torsion component in R, which the cofactored equation takes', () => {
    const { point, scalar } = craftKey(2n);
    const message = Uint8Array.of(2);
    for (let multiple = 1n; multiple < 8n; multiple += 1n) {
      const signature = craftSignature({ scalar, point, nonce: 7n, message, torsionInR: multiple });
      expect(ed25519.verify(signature, message, point, { zip215: false }), 'cofactored').to.equal(true);
      expect(answers(point, message, signature)).to.deep.equal([false, false, false]);
    }
  });

  it('with a torsion component in the key: every implementation gives the same answer', () => {
    const { point, scalar } = craftKey(3n, 1n);
    let accepted = 0;
    for (let index = 0; index < 48; index += 1) {
      const message = Uint8Array.of(3, index);
      const signature = craftSignature({ scalar, point, nonce: 9n, message });
      expect(ed25519.verify(signature, message, point, { zip215: false }), 'cofactored').to.equal(true);
      const [first, ...others] = answers(point, message, signature);
      expect(others).to.deep.equal([first, first]);
      if (first === true) accepted += 1;
    }
    // [k]T vanishes for one message in eight, and both answers must have been seen.
    expect(accepted).to.be.within(1, 24);
  });

  it('R of small order: every implementation gives the same answer', () => {
    const { point, scalar } = craftKey(4n);
    const message = Uint8Array.of(4);
    for (let multiple = 0n; multiple < 8n; multiple += 1n) {
      const signature = craftSignature({ scalar, point, nonce: 0n, message, torsionInR: multiple });
      const [first, ...others] = answers(point, message, signature);
      expect(others).to.deep.equal([first, first]);
      expect(first).to.equal(multiple === 0n);
    }
  });

  it('refuses R in another than its canonical encoding', () => {
    const { point, scalar } = craftKey(5n);
    const message = Uint8Array.of(5);
    // The identity, y = 1, written as y = p + 1 and as y = 1 with the sign of an x that is zero.
    for (const hex of [
      'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
      '0100000000000000000000000000000000000000000000000000000000000080',
    ]) {
      const encodedR = decodeHex(hex);
      const s = (challenge(encodedR, point, message) * scalar) % ORDER;
      const signature = concatBytes(encodedR, littleEndianBytes(s));
      expect(answers(point, message, signature)).to.deep.equal([false, false, false]);
    }
  });

  it('any mixture of torsion in key and R: every implementation gives the same answer', () => {
    const eighth = fc.bigInt({ min: 0n, max: 7n });
    const nonce = fc.bigInt({ min: 1n, max: ORDER - 1n });
    fc.assert(
      fc.property(
        eighth,
        eighth,
        nonce,
        fc.uint8Array({ maxLength: 40 }),
        (inKey, torsionInR, k, message) => {
          const { point, scalar } = craftKey(6n, inKey);
          const signature = craftSignature({ scalar, point, nonce: k, message, torsionInR });
          const [first, ...others] = answers(point, message, signature);
          expect(others).to.deep.equal([first, first]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** Both back ends', then tweetnacl's, which also uses the cofactorless equation. */
function answers(point: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean[] {
  const publicKey = newPublicKey('ed25519', point);
  const ours = backEnds.map((backEnd) => verifySignatureWith(backEnd, publicKey, message, signature));
  return [...ours, nacl.sign.detached.verify(message, signature, point)];
}
