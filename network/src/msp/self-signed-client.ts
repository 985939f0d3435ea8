import type { KeyedCertificate } from './certificate-authority.js';
import { type CertificateSubject, clientExtensions } from './certificate-profile.js';
import { formatPrivateKey } from './key-pair.js';
import { leafLifetime, newSelfSignedCertificate } from './self-signed-certificate.js';

/**
 * Makes a TLS client certificate that no authority stands behind: a server admits its holder by listing this very
 * certificate, and nobody else. Being its own issuer, it is found by Go's TLS clients, which send only certificates
 * whose issuer the server has named.
 */
export async function newSelfSignedClientCertificate(subject: CertificateSubject): Promise<KeyedCertificate> {
  const { certificate, privateKey } = await newSelfSignedCertificate(subject, leafLifetime, clientExtensions);
  return {
    certificate: `${certificate.toString('pem')}\n`,
    privateKey: await formatPrivateKey(privateKey),
  };
}
