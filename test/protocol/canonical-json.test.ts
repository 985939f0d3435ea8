import {
  canonicalize,
  encodeUtf8,
  formatCanonical,
  parseCanonical,
  type JsonValue,
} from '@quancheng/protocol';
import reference from 'canonicalize';
import { expect } from 'chai';
import fc from 'fast-check';
import { expectCode } from './support/expect-code.js';
import { sharedVector } from './support/shared-vectors.js';

/** Values of our profile, with names that engines treat specially. */
const names = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom('__proto__', 'constructor', 'toJSON', '0', '10', '9', '-1', '\ud83d\ude02', '\ufb33', ''),
);
const { value: anyValue } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, false),
    fc.maxSafeInteger(),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(names, tie('value')), { maxLength: 5 }).map((pairs) => Object.fromEntries(pairs)),
  ),
}));

describe('canonical JSON', () => {
  describe('RFC 8785 samples', () => {
    for (const name of ['french', 'structures', 'unicode', 'weird', 'arrays']) {
      it(`${name}: output is accepted, and input is written as output`, function () {
        const output = new Uint8Array(sharedVector(this, `rfc8785/output/${name}.json`));
        const input = JSON.parse(
          sharedVector(this, `rfc8785/input/${name}.json`).toString('utf8'),
        ) as JsonValue;
        const hex = sharedVector(this, `rfc8785/outhex/${name}.txt`).toString('ascii').replaceAll(/\s/g, '');
        if (hasFloat(input)) {
          expectCode('NUMBER_NOT_INTEGER', () => parseCanonical(output));
          return;
        }
        expect(canonicalize(parseCanonical(output))).to.deep.equal(output);
        expect(Buffer.from(canonicalize(input)).toString('hex')).to.equal(hex);
      });
    }

    it('values: canonical, but has floats, which our profile refuses', function () {
      const output = new Uint8Array(sharedVector(this, 'rfc8785/output/values.json'));
      expectCode('NUMBER_NOT_INTEGER', () => parseCanonical(output));
    });
  });

  it('writes what the reference implementation writes, and reads it back', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const text = formatCanonical(value);
        expect(text).to.equal(reference(value));
        expect(formatCanonical(parseCanonical(encodeUtf8(text)))).to.equal(text);
      }),
      { numRuns: 2000 },
    );
  });

  it('accepts a text exactly if the reference implementation leaves it as it is', () => {
    // JSON.stringify keeps the order of insertion, so many of these are not canonical.
    const spaces = fc.constantFrom(0, 0, 0, 1);
    fc.assert(
      fc.property(anyValue, spaces, (value, space) => {
        const text = JSON.stringify(value, null, space);
        const bytes = encodeUtf8(text);
        if (reference(JSON.parse(text)) === text)
          expect(formatCanonical(parseCanonical(bytes))).to.equal(text);
        else expectCode('JSON_NOT_CANONICAL', () => parseCanonical(bytes));
      }),
      { numRuns: 2000 },
    );
  });

  const refused: readonly (readonly [string, string, Parameters<typeof expectCode>[0]])[] = [
    ['duplicate name', '{"a":1,"a":1}', 'JSON_NOT_CANONICAL'],
    ['duplicate name in disguise', '{"a":1,"\\u0061":2}', 'JSON_NOT_CANONICAL'],
    ['order', '{"b":1,"a":2}', 'JSON_NOT_CANONICAL'],
    ['order of numbers as names', '{"9":1,"10":2}', 'JSON_NOT_CANONICAL'],
    ['order inside', '[{"b":1,"a":2}]', 'JSON_NOT_CANONICAL'],
    ['white space', '{"a": 1}', 'JSON_NOT_CANONICAL'],
    ['final newline', '{}\n', 'JSON_NOT_CANONICAL'],
    ['needless escape', '"\\/"', 'JSON_NOT_CANONICAL'],
    ['needless Unicode escape', '"\\u0041"', 'JSON_NOT_CANONICAL'],
    ['upper-case escape', '"\\u000B"', 'JSON_NOT_CANONICAL'],
    ['escaped pair', '"\\ud83d\\ude02"', 'JSON_NOT_CANONICAL'],
    ['integer as float', '1.0', 'JSON_NOT_CANONICAL'],
    ['integer with exponent', '1e2', 'JSON_NOT_CANONICAL'],
    ['minus zero', '-0', 'JSON_NOT_CANONICAL'],
    ['hidden prototype twice', '{"__proto__":1,"__proto__":1}', 'JSON_NOT_CANONICAL'],
    ['float', '1.5', 'NUMBER_NOT_INTEGER'],
    ['float inside', '{"a":[1,0.1]}', 'NUMBER_NOT_INTEGER'],
    ['too great', '9007199254740992', 'NUMBER_NOT_INTEGER'],
    ['too small', '-9007199254740992', 'NUMBER_NOT_INTEGER'],
    ['infinite', '1e999', 'NUMBER_NOT_INTEGER'],
    ['lone surrogate in a value', '"\\ud800"', 'JSON_MALFORMED'],
    ['lone surrogate in a name', '{"\\udc00":1}', 'JSON_MALFORMED'],
    ['nothing', '', 'JSON_MALFORMED'],
    ['two values', '{}{}', 'JSON_MALFORMED'],
    ['comment', '{/**/}', 'JSON_MALFORMED'],
    ['trailing comma', '[1,]', 'JSON_MALFORMED'],
    ['leading zero', '01', 'JSON_MALFORMED'],
    ['control character', '"\u0001"', 'JSON_MALFORMED'],
    ['NaN', 'NaN', 'JSON_MALFORMED'],
    ['byte order mark', '\ufeff{}', 'JSON_MALFORMED'],
    ['33 levels', '['.repeat(33) + ']'.repeat(33), 'JSON_TOO_DEEP'],
    ['33 levels of objects', '{"a":'.repeat(33) + '1' + '}'.repeat(33), 'JSON_TOO_DEEP'],
    ['a million levels', '['.repeat(1_000_000) + ']'.repeat(1_000_000), 'JSON_TOO_DEEP'],
  ];
  for (const [what, text, code] of refused) {
    it(`refuses ${what} with ${code}`, () => {
      expectCode(code, () => parseCanonical(new TextEncoder().encode(text)));
    });
  }

  it('refuses bytes that are not UTF-8', () => {
    expectCode('JSON_MALFORMED', () => parseCanonical(Uint8Array.of(0x22, 0xff, 0x22)));
  });

  it('accepts 32 levels and the greatest integers', () => {
    for (const text of [
      '['.repeat(32) + ']'.repeat(32),
      '9007199254740991',
      '-9007199254740991',
      '"\\\\ud800"',
    ]) {
      expect(formatCanonical(parseCanonical(encodeUtf8(text)))).to.equal(text);
    }
  });

  it('takes __proto__ for a name like any other', () => {
    const value = parseCanonical(encodeUtf8('{"__proto__":{"admin":true}}')) as Record<string, unknown>;
    expect(Object.keys(value)).to.deep.equal(['__proto__']);
    expect(value['admin']).to.equal(undefined);
  });

  it('names the byte at which a text leaves its canonical form', () => {
    const atByte = (text: string) =>
      expectCode('JSON_NOT_CANONICAL', () => parseCanonical(encodeUtf8(text))).detail;
    expect(atByte('{"a": 1}')).to.match(/byte 5$/);
    expect(atByte('["泉城", 1]')).to.match(/byte 10$/);
    expect(atByte('["\u{1f600}\\/"]')).to.match(/byte 6$/);
    // U+1F600 and U+1F601 share their first surrogate; the offset is that of the whole character.
    expect(atByte('{"\u{1f601}":1,"\u{1f600}":2}')).to.match(/byte 2$/);
    expect(atByte('[1 ]')).to.match(/byte 2$/);
  });

  it('refuses to write what it could not read', () => {
    const unsupported: readonly unknown[] = [
      undefined,
      { a: undefined },
      [undefined],
      [1, , 2],
      () => 1,
      Symbol('a'),
      1n,
      new Date(0),
      new Map([['a', 1]]),
      { toJSON: () => 1 },
      '\ud800',
      { '\udc00': 1 },
    ];
    for (const value of unsupported) {
      expectCode('JSON_VALUE_UNSUPPORTED', () => formatCanonical(value as JsonValue));
    }
    for (const value of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
      expectCode('NUMBER_NOT_INTEGER', () => formatCanonical(value));
    }
    const cyclic: unknown[] = [];
    cyclic.push(cyclic);
    expectCode('JSON_TOO_DEEP', () => formatCanonical(cyclic as JsonValue));
    expect(formatCanonical(-0)).to.equal('0');
    expect(formatCanonical(Object.assign(Object.create(null) as object, { b: 1, a: 2 }))).to.equal(
      '{"a":2,"b":1}',
    );
  });
});

function hasFloat(value: JsonValue): boolean {
  if (typeof value === 'number') return !Number.isSafeInteger(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(hasFloat);
}
