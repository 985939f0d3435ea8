import type { KeyedCertificate } from './certificate-authority.js';
import { type CertificateSubject, clientExtensions, formatSubject } from './certificate-profile.js';
import { formatPrivateKey, newKeyPair } from './key-pair.js';
import { newLowSCertificate } from './low-s-certificate.js';

const day = 24 * 60 * 60 * 1000;
const lifetime = 3 * 365 * day;
const backdating = 5 * 60 * 1000;

/**
 * Makes a TLS client certificate that no authority stands behind: a server admits its holder by listing this very
 * certificate, and nobody else. Being its own issuer, it is found by Go's TLS clients, which send only certificates
 * whose issuer the server has named.
 */
export async function newSelfSignedClientCertificate(subject: CertificateSubject): Promise<KeyedCertificate> {
  const keys = await newKeyPair();
  const now = Date.now();
  const certificate = await newLowSCertificate({
    subject: formatSubject(subject),
    issuer: formatSubject(subject),
    publicKey: keys.publicKey,
    signingKey: keys.privateKey,
    notBefore: new Date(now - backdating),
    notAfter: new Date(now + lifetime),
    extensions: clientExtensions(),
  });
  return {
    certificate: `${certificate.toString('pem')}\n`,
    privateKey: await formatPrivateKey(keys.privateKey),
  };
}
