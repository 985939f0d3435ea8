import { x509 } from './x509-library.js';

type Parameters = Extract<x509.X509CertificateCreateParams, { signingKey: unknown }>;

/** Half the order of P-256 (SEC 2, section 2.4.2), rounded down. */
const halfOrder = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n >> 1n;
const algorithm = { name: 'ECDSA', hash: 'SHA-256', namedCurve: 'P-256' };
const format = new x509.AsnEcSignatureFormatter();

function hasLowS(certificate: x509.X509Certificate): boolean {
  const signature = format.toWebSignature(algorithm, certificate.signature);
  return signature !== null && BigInt(`0x${Buffer.from(signature, 32).toString('hex')}`) <= halfOrder;
}

/**
 * A certificate whose ECDSA signature is low-S. Fabric rewrites high-S certificates before it compares them
 * (msp/cert.go, sanitizeECDSASignedCert), so that one identity would have two encodings. Web Crypto yields a low S
 * every second time: sign until it does.
 */
export async function newLowSCertificate(parameters: Parameters): Promise<x509.X509Certificate> {
  for (;;) {
    const certificate = await x509.X509CertificateGenerator.create({
      ...parameters,
      signingAlgorithm: algorithm,
    });
    if (hasLowS(certificate)) {
      return certificate;
    }
  }
}
