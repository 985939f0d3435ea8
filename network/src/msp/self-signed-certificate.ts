import type { webcrypto } from 'node:crypto';
import { type CertificateSubject, formatSubject } from './certificate-profile.js';
import { newKeyPair } from './key-pair.js';
import { newLowSCertificate } from './low-s-certificate.js';
import type { x509 } from './x509-library.js';

const day = 24 * 60 * 60 * 1000;
/** Certificates start a little in the past, so that a verifier whose clock is behind accepts them at once. */
export const backdating = 5 * 60 * 1000;
export const authorityLifetime = 15 * 365 * day;
export const leafLifetime = 3 * 365 * day;

interface SelfSigned {
  readonly certificate: x509.X509Certificate;
  readonly privateKey: webcrypto.CryptoKey;
}

/** A certificate for a new P-256 key, signed by that key. @param lifetime in milliseconds from now */
export async function newSelfSignedCertificate(
  subject: CertificateSubject,
  lifetime: number,
  extensionsFor: (publicKey: webcrypto.CryptoKey) => x509.Extension[] | Promise<x509.Extension[]>,
): Promise<SelfSigned> {
  const { publicKey, privateKey } = await newKeyPair();
  const now = Date.now();
  const certificate = await newLowSCertificate({
    subject: formatSubject(subject),
    issuer: formatSubject(subject),
    publicKey,
    signingKey: privateKey,
    notBefore: new Date(now - backdating),
    notAfter: new Date(now + lifetime),
    extensions: await extensionsFor(publicKey),
  });
  return { certificate, privateKey };
}
