import { encodeHex, encodeUtf8, hmacSha256, hmacSm3, sha256, sm3 } from '@quancheng/protocol';
import { expect } from 'chai';
import fc from 'fast-check';
import { createHash, createHmac } from 'node:crypto';
import { backEnds } from './support/back-ends.js';

const parts = fc.array(fc.uint8Array({ maxLength: 700, size: 'max' }), { maxLength: 4 });

describe('digests', () => {
  for (const backEnd of backEnds) {
    describe(backEnd.name, () => {
      it('FIPS 180-4 and GB/T 32905 examples', () => {
        const abc = encodeUtf8('abc');
        expect(encodeHex(backEnd.sha256(abc))).to.equal(
          'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
        );
        expect(encodeHex(backEnd.sm3(abc))).to.equal(
          '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
        );
        expect(encodeHex(backEnd.sm3(encodeUtf8('abcd'.repeat(16))))).to.equal(
          'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
        );
      });

      it('RFC 4231 test case 2', () => {
        const mac = backEnd.hmacSha256(encodeUtf8('Jefe'), encodeUtf8('what do ya want for nothing?'));
        expect(encodeHex(mac)).to.equal('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
      });

      it('digests the parts’ concatenation, like node:crypto', () => {
        fc.assert(
          fc.property(parts, (list) => {
            const whole = Buffer.concat(list);
            expect(encodeHex(backEnd.sha256(...list))).to.equal(
              createHash('sha256').update(whole).digest('hex'),
            );
            expect(encodeHex(backEnd.sm3(...list))).to.equal(createHash('sm3').update(whole).digest('hex'));
          }),
        );
      });

      it('writes digests to a place, over the parts, too', () => {
        fc.assert(
          fc.property(parts, fc.constantFrom('sha256', 'sm3'), (list, algorithm) => {
            const target = new Uint8Array(Buffer.concat([Buffer.alloc(40, 1), ...list]));
            const expected = createHash(algorithm).update(target).digest('hex');
            backEnd.digestInto(algorithm, target, 5, [target.subarray(0, 7), target.subarray(7)]);
            expect(encodeHex(target.subarray(5, 37))).to.equal(expected);
            expect([...target.subarray(0, 5), ...target.subarray(37, 40)]).to.deep.equal(Array(8).fill(1));
          }),
        );
      });

      it('HMACs like node:crypto, with keys beyond a block, too', () => {
        const key = fc.uint8Array({ minLength: 1, maxLength: 200, size: 'max' });
        fc.assert(
          fc.property(key, fc.uint8Array({ maxLength: 300, size: 'max' }), (secret, data) => {
            const sha = createHmac('sha256', secret).update(data).digest('hex');
            const sm = createHmac('sm3', secret).update(data).digest('hex');
            expect(encodeHex(backEnd.hmacSha256(secret, data))).to.equal(sha);
            expect(encodeHex(backEnd.hmacSm3(secret, data))).to.equal(sm);
          }),
        );
      });

      it('gives plain arrays that own their memory', () => {
        for (const digest of [
          backEnd.sha256(encodeUtf8('a')),
          backEnd.hmacSha256(encodeUtf8('k'), encodeUtf8('a')),
        ]) {
          expect(Object.getPrototypeOf(digest)).to.equal(Uint8Array.prototype);
          expect(digest.buffer.byteLength).to.equal(32);
        }
      });
    });
  }

  it('the exported functions are the back end’s', () => {
    const data = encodeUtf8('泉城');
    const [node] = backEnds;
    expect(sha256(data)).to.deep.equal(node.sha256(data));
    expect(sm3(data)).to.deep.equal(node.sm3(data));
    expect(hmacSha256(data, data)).to.deep.equal(node.hmacSha256(data, data));
    expect(hmacSm3(data, data)).to.deep.equal(node.hmacSm3(data, data));
  });
});
