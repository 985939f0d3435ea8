import type { ErrorCode } from '../errors/error-registry.js';
import { QuanchengError } from '../errors/quancheng-error.js';
import type { JsonValue } from '../json/json-value.js';

declare const valueType: unique symbol;

/** Where and why a value is not of its form. */
export interface Mismatch {
  /** JSON Pointer (RFC 6901) from the value; empty for itself. */
  readonly path: string;
  readonly expected: string;
  /** A code of its own, instead of the reader's. */
  readonly code?: ErrorCode;
}

/**
 * The form of a JSON value. It judges a value and leaves it as it is: what was read is what was signed.
 * Judging returns instead of throwing, so that paths are built for mismatches only.
 */
export interface Form<Value> {
  readonly mismatch: (value: JsonValue) => Mismatch | undefined;
  /** Only for the compiler. */
  readonly [valueType]?: Value;
}

/** What a form accepts. */
export type ValueOf<F> = F extends Form<infer Value> ? Value : never;

/**
 * Takes a value for what its form says.
 * @throws the given code, or the one that the mismatch brings
 */
export function readForm<Value>(form: Form<Value>, value: JsonValue, code: ErrorCode): Value {
  const mismatch = form.mismatch(value);
  if (mismatch === undefined) return value as Value;
  const place = mismatch.path === '' ? 'the whole' : mismatch.path;
  throw new QuanchengError(mismatch.code ?? code, `${place}: expected ${mismatch.expected}`);
}

/** The form with a further condition on a value that otherwise fits. */
export function restrict<Value>(
  form: Form<Value>,
  rule: (value: Value) => Mismatch | undefined,
): Form<Value> {
  return { mismatch: (value) => form.mismatch(value) ?? rule(value as Value) };
}

export function mismatchAt(segment: string | number, inner: Mismatch): Mismatch {
  return { ...inner, path: `/${escapeSegment(String(segment))}${inner.path}` };
}

function escapeSegment(segment: string): string {
  return segment.replaceAll('~', '~0').replaceAll('/', '~1');
}
