import { encodeHex, sha256 } from '@quancheng/protocol';
import { newMemo, type Memo } from '../session/memo.js';
import { parseCertificate, type Certificate } from '../x509/certificate.js';
import { isIssuedBy } from '../x509/is-issued-by.js';
import { parsePemCertificate } from '../x509/pem.js';

/**
 * What never changes about the certificates that several reads carry, each looked at once: what its bytes say, and
 * whether an authority signed it. Whether it is accepted at a read's time is judged for each read.
 */
export interface KnownCertificates {
  /** @throws CERTIFICATE_INVALID */
  readonly parse: (pem: Uint8Array) => Certificate;
  /** @param certificate one that `parse` gave */
  readonly isIssuedBy: (certificate: Certificate, authority: Certificate) => boolean;
}

export function newKnownCertificates(): KnownCertificates {
  const parsed = newMemo<string, Certificate>();
  const byAuthority = newMemo<Certificate, Memo<Certificate, boolean>>();
  return {
    parse: (pem) => parsed.take(encodeHex(sha256(pem)), () => parseCertificate(parsePemCertificate(pem))),
    isIssuedBy: (certificate, authority) =>
      byAuthority
        .take(authority, () => newMemo())
        .take(certificate, () => isIssuedBy(certificate, authority)),
  };
}
