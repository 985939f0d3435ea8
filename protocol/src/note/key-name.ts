import { isWellFormed } from '../bytes/well-formed.js';

/** Whether a string can name a note's key: not empty, no Unicode space, no plus, one line of well-formed text. */
export function isKeyName(name: string): boolean {
  return name !== '' && isWellFormed(name) && !/[\p{White_Space}+\u0000-\u001f]/u.test(name);
}
