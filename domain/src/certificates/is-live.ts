import type { Certificate, CertificateStatus } from './certificate.js';
import type { LedgerTime } from '../ticks/tick.js';

const ended: readonly CertificateStatus[] = ['rejected', 'withdrawn', 'expired', 'cancelled', 'revoked'];

/** Whether it can be relied on: registered, and its validity has not ended, whether or not that is recorded. */
export function isLive({ status, validTo }: Certificate, at: LedgerTime): boolean {
  return status === 'registered' && validTo !== undefined && at.time < validTo;
}

/** Whether nothing can become of it any more. */
export function isEnded(certificate: Certificate, at: LedgerTime): boolean {
  return (
    ended.includes(certificate.status) || (certificate.status === 'registered' && !isLive(certificate, at))
  );
}

/** Whether a court's order holds. */
export function isFrozen({ freezes }: Certificate, at: LedgerTime): boolean {
  return freezes.some(({ until }) => at.time < until);
}
