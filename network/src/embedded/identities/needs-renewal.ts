import { X509Certificate, createPrivateKey } from 'node:crypto';
import type { KeyedCertificate } from '../../msp/certificate-authority.js';

const margin = 60 * 24 * 60 * 60 * 1000;

/** True if a certificate ends within two months, or the key is not its own because a renewal was cut short. */
export function needsRenewal({ certificate, privateKey }: KeyedCertificate, now: number): boolean {
  const parsed = new X509Certificate(certificate);
  return Date.parse(parsed.validTo) - now < margin || !parsed.checkPrivateKey(createPrivateKey(privateKey));
}
