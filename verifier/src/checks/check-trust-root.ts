import { QuanchengError } from '@quancheng/protocol';
import type { VerifyOptions } from '../session/verify-options.js';
import type { TrustRoot } from '../trust-root/trust-root.js';
import { openTrustRoot } from '../trust-root/verify-trust-root.js';

/** @throws TRUST_ROOT_NOT_PINNED, TRUST_ROOT_INVALID */
export function checkTrustRoot(trustRoot: VerifyOptions['trustRoot']): TrustRoot {
  if (trustRoot === undefined) throw new QuanchengError('TRUST_ROOT_NOT_PINNED', 'no trust root was given');
  return 'envelope' in trustRoot ? openTrustRoot(trustRoot.envelope, trustRoot.fingerprint) : trustRoot;
}
