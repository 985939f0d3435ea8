/**
 * Judges what stands in a statement from a place on by its bytes, as the form of that member judges the value.
 * @returns where it ends, or undefined if it is not accepted
 */
export type ByteJudge = (statement: Buffer, start: number) => number | undefined;

const QUOTE = 0x22;
const PADDING = 0x3d;
const DIGEST_DIGITS = 64;

/** 1 for the code of each lower-case hex digit. */
const IS_HEX = Uint8Array.from({ length: 256 }, (_, code) =>
  Number(/[0-9a-f]/.test(String.fromCharCode(code))),
);

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const NO_DIGIT = 64;
/** The value of each Base64 digit's code. */
const BASE64_VALUES = Uint8Array.from({ length: 256 }, (_, code) => {
  const value = BASE64.indexOf(String.fromCharCode(code));
  return value < 0 ? NO_DIGIT : value;
});

/** A string of 64 lower-case hex digits. */
export const judgeDigest: ByteJudge = (statement, start) => {
  const end = start + DIGEST_DIGITS + 1;
  if (statement[start] !== QUOTE || statement[end] !== QUOTE) return undefined;
  let digits = 0;
  for (let place = start + 1; place < end; place += 1) digits += IS_HEX[statement[place] ?? 0] ?? 0;
  return digits === DIGEST_DIGITS ? end + 1 : undefined;
};

/** A string of strict Base64 (padded, zero trailing bits) of `least` to `most` bytes. */
export function judgeBase64(least: number, most: number): ByteJudge {
  return (statement, start) => {
    if (statement[start] !== QUOTE) return undefined;
    const begin = start + 1;
    let end = begin;
    let last = 0;
    for (;;) {
      const value = BASE64_VALUES[statement[end] ?? 0] ?? NO_DIGIT;
      if (value === NO_DIGIT) break;
      last = value;
      end += 1;
    }
    const padding = -(end - begin) & 3;
    // One digit more than whole groups holds less than a byte; what padding leaves of the last digit is zero.
    if (padding === 3 || (last & ((1 << (2 * padding)) - 1)) !== 0) return undefined;
    const length = ((end - begin) * 6) >> 3;
    if (length < least || length > most) return undefined;
    for (let place = 0; place < padding; place += 1) if (statement[end + place] !== PADDING) return undefined;
    return statement[end + padding] === QUOTE ? end + padding + 1 : undefined;
  };
}

/** The decimal digits of a count in their one spelling: the number, and where they end. */
export function readDigits(statement: Buffer, start: number): { value: number; end: number } | undefined {
  let end = start;
  let value = 0;
  for (let digit = digitAt(statement, end); digit >= 0; digit = digitAt(statement, end)) {
    value = value * 10 + digit;
    end += 1;
  }
  const length = end - start;
  // As long as a safe integer can be; no leading zero, so that there is one spelling.
  const isOneSpelling = length === 1 || (length > 1 && length <= 16 && digitAt(statement, start) !== 0);
  return isOneSpelling ? { value, end } : undefined;
}

function digitAt(statement: Buffer, place: number): number {
  const digit = (statement[place] ?? 0) - 0x30;
  return digit >= 0 && digit <= 9 ? digit : -1;
}
