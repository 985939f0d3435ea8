import { parseDisclosure, verifyDisclosure, type Disclosure } from '@quancheng/protocol';
import type { ReadStatement } from './check-statement.js';

/** Every disclosed field is the one to which the statement committed. @throws DISCLOSURE_MISMATCH, DISCLOSURE_MALFORMED */
export function checkDisclosure(bytes: Uint8Array, { statement }: ReadStatement): Disclosure {
  const disclosure = parseDisclosure(bytes);
  verifyDisclosure(disclosure, statement);
  return disclosure;
}
