import { encodeHex } from '@quancheng/protocol';
import { randomBytes } from '../random/random-bytes.js';

/**
 * A person's name on the ledger: `p-` and 128 random bits. It is made anew for every recipient, so that two of them
 * cannot join what they know.
 */
export function newPseudonym(): string {
  return `p-${encodeHex(randomBytes(16))}`;
}
