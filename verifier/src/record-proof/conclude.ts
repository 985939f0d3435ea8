import { QuanchengError } from '@quancheng/protocol';
import type { Judgement } from '../report/judge.js';
import type { VerifyOptions } from '../session/verify-options.js';
import { isSingleOperator, type TrustRoot } from '../trust-root/trust-root.js';

/** What organisations of several operators say is proven; one operator's word is its own. @throws CONSORTIUM_REQUIRED */
export function conclude(root: TrustRoot, { require }: Pick<VerifyOptions, 'require'>): Judgement {
  if (!isSingleOperator(root)) return { verdict: 'integrity-proven' };
  if (require === 'consortium') throw new QuanchengError('CONSORTIUM_REQUIRED', 'a single operator’s ledger');
  return { verdict: 'self-attested' };
}
