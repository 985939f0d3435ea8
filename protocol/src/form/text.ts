import { isWellFormed } from '../bytes/well-formed.js';

const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
const ORIGIN = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,199}$/;

/** Whether a value is a Text: well-formed, 1 to 1,000 UTF-16 code units, no control characters. */
export function isText(value: unknown): value is string {
  if (typeof value !== 'string' || value === '' || value.length > 1000) return false;
  return isWellFormed(value) && !CONTROL.test(value);
}

/** Whether a value is the origin of a log of ours. */
export function isOrigin(value: unknown): value is string {
  return typeof value === 'string' && ORIGIN.test(value);
}
