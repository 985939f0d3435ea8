import type { webcrypto } from 'node:crypto';
import { type CertificateSubject, authorityExtensions, formatSubject } from './certificate-profile.js';
import { formatPrivateKey, newKeyPair, parsePrivateKey } from './key-pair.js';
import { newLowSCertificate } from './low-s-certificate.js';
import {
  authorityLifetime,
  backdating,
  leafLifetime,
  newSelfSignedCertificate,
} from './self-signed-certificate.js';
import { x509 } from './x509-library.js';

/** A certificate with its private key (PKCS #8), both PEM. */
export interface KeyedCertificate {
  readonly certificate: string;
  readonly privateKey: string;
}

export interface LeafRequest {
  readonly subject: CertificateSubject;
  readonly extensions: readonly x509.Extension[];
  /** Defaults to three years from now; never later than the authority's own end. */
  readonly notAfter?: Date;
}

/** A certificate authority whose private key is at hand. */
export interface CertificateAuthority extends KeyedCertificate {
  /** Issues a certificate for a new P-256 key. */
  issue(request: LeafRequest): Promise<KeyedCertificate>;
}

/** Makes a self-signed P-256 authority with a subject key identifier, as Fabric requires of CA certificates. */
export async function newCertificateAuthority(subject: CertificateSubject): Promise<CertificateAuthority> {
  const { certificate, privateKey } = await newSelfSignedCertificate(
    subject,
    authorityLifetime,
    authorityExtensions,
  );
  return authority(certificate, privateKey, await formatPrivateKey(privateKey));
}

/**
 * Takes up an authority again from its certificate and private key.
 * @throws QuanchengError MATERIAL_INVALID if the key is not a P-256 key in PKCS #8 PEM or the certificate is unreadable.
 */
export async function openCertificateAuthority(stored: KeyedCertificate): Promise<CertificateAuthority> {
  const certificate = new x509.X509Certificate(stored.certificate);
  return authority(certificate, await parsePrivateKey(stored.privateKey), stored.privateKey);
}

function authority(
  issuer: x509.X509Certificate,
  signingKey: webcrypto.CryptoKey,
  privateKey: string,
): CertificateAuthority {
  async function issue({ subject, extensions, notAfter }: LeafRequest): Promise<KeyedCertificate> {
    const keys = await newKeyPair();
    const now = Date.now();
    const end = notAfter?.getTime() ?? now + leafLifetime;
    const certificate = await newLowSCertificate({
      subject: formatSubject(subject),
      issuer: issuer.subjectName.toJSON(),
      publicKey: keys.publicKey,
      signingKey,
      // A leaf that starts before its authority has no valid chain at its first second, which is when Fabric looks.
      notBefore: new Date(Math.max(now - backdating, issuer.notBefore.getTime())),
      notAfter: new Date(Math.min(end, issuer.notAfter.getTime())),
      extensions: [
        ...extensions,
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
        await x509.AuthorityKeyIdentifierExtension.create(issuer),
      ],
    });
    return {
      certificate: `${certificate.toString('pem')}\n`,
      privateKey: await formatPrivateKey(keys.privateKey),
    };
  }
  return { certificate: `${issuer.toString('pem')}\n`, privateKey, issue };
}
