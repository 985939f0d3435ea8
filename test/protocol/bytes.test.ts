import {
  compareBytes,
  concatBytes,
  decodeBase64,
  decodeHex,
  decodeUtf8,
  encodeBase64,
  encodeHex,
  encodeUtf8,
  equalBytes,
  isHex,
} from '@quancheng/protocol';
import { expect } from 'chai';
import fc from 'fast-check';
import { expectCode } from './support/expect-code.js';

const anyBytes = fc.uint8Array({ maxLength: 200, size: 'max' });

describe('bytes', () => {
  it('hex is what Buffer makes of it, and reads back', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        expect(encodeHex(bytes)).to.equal(Buffer.from(bytes).toString('hex'));
        expect(decodeHex(encodeHex(bytes))).to.deep.equal(bytes);
      }),
    );
  });

  it('hex refuses upper case, odd length, other characters and another length', () => {
    for (const text of ['AB', 'abc', 'g0', ' ab', 'ab\n']) expectCode('ENCODING_HEX', () => decodeHex(text));
    expectCode('ENCODING_HEX', () => decodeHex('abcd', 3));
    expect(isHex('abcd', 2)).to.equal(true);
    expect(isHex(12)).to.equal(false);
  });

  it('Base64 is what Buffer makes of it, and reads back', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        expect(encodeBase64(bytes)).to.equal(Buffer.from(bytes).toString('base64'));
        expect(decodeBase64(encodeBase64(bytes))).to.deep.equal(bytes);
      }),
    );
  });

  it('Base64 accepts exactly the texts that encode back to themselves', () => {
    const characters = fc.constantFrom(...'ABCDwxyz0189+/=-_ \n\u0141'.split(/(?:)/));
    fc.assert(
      fc.property(fc.array(characters, { maxLength: 12 }), (array) => {
        const text = array.join('');
        const isCanonical = Buffer.from(text, 'base64').toString('base64') === text;
        if (isCanonical) expect(encodeBase64(decodeBase64(text))).to.equal(text);
        else expectCode('ENCODING_BASE64', () => decodeBase64(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('Base64 refuses missing padding, white space, URL alphabet and set trailing bits', () => {
    const refused = [
      'Zg',
      'Zg=',
      'Z===',
      '====',
      'Zh==',
      'Zm9=',
      'Zm9v\n',
      'Zm 9v',
      'Zm-_',
      '=m9v',
      'Zm9vZg==Zm9v',
    ];
    for (const text of refused) expectCode('ENCODING_BASE64', () => decodeBase64(text));
    expect(decodeBase64('')).to.deep.equal(new Uint8Array());
    expect(decodeBase64('Zg==')).to.deep.equal(Uint8Array.of(0x66));
  });

  it('UTF-8 is what Buffer makes of it, and reads back', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }).filter((text) => !text.startsWith('\ufeff')),
        (text) => {
          expect(encodeUtf8(text)).to.deep.equal(new Uint8Array(Buffer.from(text, 'utf8')));
          expect(decodeUtf8(encodeUtf8(text))).to.equal(text);
        },
      ),
    );
  });

  it('UTF-8 refuses malformed bytes, a byte order mark and lone surrogates', () => {
    const malformed = ['80', 'c0af', 'eda080', 'f4908080', 'e282', 'efbbbf61'];
    for (const hex of malformed) expectCode('ENCODING_UTF8', () => decodeUtf8(decodeHex(hex)));
    for (const text of ['\ud800', 'a\udc00b', '\udc00\ud800'])
      expectCode('ENCODING_UTF8', () => encodeUtf8(text));
  });

  it('concatenates, compares and orders like Buffer', () => {
    fc.assert(
      fc.property(anyBytes, anyBytes, (left, right) => {
        expect(concatBytes(left, right)).to.deep.equal(new Uint8Array(Buffer.concat([left, right])));
        expect(equalBytes(left, right)).to.equal(Buffer.from(left).equals(right));
        expect(Math.sign(compareBytes(left, right))).to.equal(Buffer.compare(left, right));
        expect(equalBytes(left, left.slice())).to.equal(true);
      }),
    );
  });
});
