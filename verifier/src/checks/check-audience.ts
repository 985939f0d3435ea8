import { QuanchengError } from '@quancheng/protocol';
import type { TrustRoot } from '../trust-root/trust-root.js';
import type { ReadStatement } from './check-statement.js';

/** @throws AUDIENCE_MISMATCH */
export function checkAudience(root: TrustRoot, { statement }: ReadStatement): void {
  if (statement.audience === root.ledger) return;
  throw new QuanchengError('AUDIENCE_MISMATCH', 'the statement was made for another ledger');
}
