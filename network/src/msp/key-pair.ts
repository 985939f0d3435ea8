import { webcrypto } from 'node:crypto';
import { x509 } from './x509-library.js';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };

/** A new extractable P-256 key pair. */
export async function newKeyPair(): Promise<webcrypto.CryptoKeyPair> {
  return await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

/** The private key as PKCS #8 PEM, unencrypted. */
export async function formatPrivateKey(key: webcrypto.CryptoKey): Promise<string> {
  const der = await webcrypto.subtle.exportKey('pkcs8', key);
  return `${x509.PemConverter.encode(der, 'PRIVATE KEY')}\n`;
}

/** Reads a P-256 private key from PKCS #8 PEM for signing. */
export async function parsePrivateKey(pem: string): Promise<webcrypto.CryptoKey> {
  return await webcrypto.subtle.importKey('pkcs8', x509.PemConverter.decodeFirst(pem), algorithm, false, [
    'sign',
  ]);
}
