import { equalBytes, verifySignature } from '@quancheng/protocol';
import type { Certificate } from './certificate.js';

/** Whether an authority issued a certificate: names chain, the authority may sign, and its signature verifies. */
export function isIssuedBy(certificate: Certificate, authority: Certificate): boolean {
  return (
    authority.maySignCertificates &&
    equalBytes(certificate.issuer, authority.subject) &&
    verifySignature(authority.publicKey, certificate.toBeSigned, certificate.signature)
  );
}

/** Whether a time (milliseconds since 1970) is within the certificate's validity. */
export function isValidAt(certificate: Certificate, time: number): boolean {
  return certificate.notBefore <= time && time <= certificate.notAfter;
}
