import type { ErrorCode } from '@quancheng/protocol';
import { hex, type VectorFile } from './vector-file.js';

/** Bytes; `code` is absent where they are accepted. */
export interface CanonicalJsonCase {
  readonly name: string;
  readonly bytes: string;
  readonly code?: ErrorCode;
}

const cases: readonly CanonicalJsonCase[] = [
  good('empty object', '{}'),
  good('empty list', '[]'),
  good('literals', '[false,null,true]'),
  good('greatest and smallest integers', '[-9007199254740991,0,9007199254740991]'),
  good('Chinese is written as it is', '{"标题":"泉城链"}'),
  good('names sorted by UTF-16 code units: a pair sorts before U+FB33', '{"\ud83d\ude00":1,"\ufb33":2}'),
  good('names sorted as strings, not as numbers', '{"1":1,"10":2,"9":3}'),
  good('required escapes only', '"\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f\u007f/"'),
  good('line separators are no escapes', '"\u2028\u2029"'),
  good('compatibility ideographs stay as they are', '"\uf900\u8c48"'),
  good('an empty name', '{"":1}'),
  good('a prototype’s name is a name', '{"__proto__":1,"constructor":2}'),
  good('32 levels', '['.repeat(32) + ']'.repeat(32)),
  bad('33 levels', '['.repeat(33) + ']'.repeat(33), 'JSON_TOO_DEEP'),
  bad('a name twice', '{"a":1,"a":1}', 'JSON_NOT_CANONICAL'),
  bad('a name twice, once escaped', '{"a":1,"\\u0061":1}', 'JSON_NOT_CANONICAL'),
  bad('names out of order', '{"b":1,"a":2}', 'JSON_NOT_CANONICAL'),
  bad(
    'names in order of code points, not of code units',
    '{"\ufb33":2,"\ud83d\ude00":1}',
    'JSON_NOT_CANONICAL',
  ),
  bad('names in order of numbers', '{"9":1,"10":2}', 'JSON_NOT_CANONICAL'),
  bad('white space', '{"a": 1}', 'JSON_NOT_CANONICAL'),
  bad('a final newline', '{}\n', 'JSON_NOT_CANONICAL'),
  bad('a needless escape', '"\\/"', 'JSON_NOT_CANONICAL'),
  bad('an escaped letter', '"\\u0041"', 'JSON_NOT_CANONICAL'),
  bad('an escape in upper case', '"\\u001F"', 'JSON_NOT_CANONICAL'),
  bad('a long escape for a short one', '"\\u000a"', 'JSON_NOT_CANONICAL'),
  bad('an escaped pair', '"\\ud83d\\ude00"', 'JSON_NOT_CANONICAL'),
  bad('an integer as float', '1.0', 'JSON_NOT_CANONICAL'),
  bad('an integer with exponent', '1e2', 'JSON_NOT_CANONICAL'),
  bad('minus zero', '-0', 'JSON_NOT_CANONICAL'),
  bad('a float', '0.5', 'NUMBER_NOT_INTEGER'),
  bad('2^53', '9007199254740992', 'NUMBER_NOT_INTEGER'),
  bad('−2^53', '-9007199254740992', 'NUMBER_NOT_INTEGER'),
  bad('2^53 + 1, which a double cannot hold', '9007199254740993', 'NUMBER_NOT_INTEGER'),
  bad('too great for a double', '1e999', 'NUMBER_NOT_INTEGER'),
  bad('an escaped lone surrogate', '"\\ud800"', 'JSON_MALFORMED'),
  bad('nothing', '', 'JSON_MALFORMED'),
  bad('two values', '1 2', 'JSON_MALFORMED'),
  bad('a trailing comma', '[1,]', 'JSON_MALFORMED'),
  bad('a leading zero', '01', 'JSON_MALFORMED'),
  bad('a byte order mark', '\ufeff{}', 'JSON_MALFORMED'),
  raw('bytes that are not UTF-8', '22ff22'),
  raw('an overlong sequence', '22c0af22'),
  raw('a surrogate in UTF-8', '22eda08022'),
];

export const canonicalJsonVectors: VectorFile = {
  description: 'Canonical JSON (docs/specs/envelope.md): which bytes are accepted.',
  fields: { bytes: 'hex', code: 'error; absent where the bytes are accepted' },
  cases,
};

function good(name: string, text: string): CanonicalJsonCase {
  return { name, bytes: hex(new TextEncoder().encode(text)) };
}

function bad(name: string, text: string, code: ErrorCode): CanonicalJsonCase {
  return { ...good(name, text), code };
}

function raw(name: string, bytes: string): CanonicalJsonCase {
  return { name, bytes, code: 'JSON_MALFORMED' };
}
