import { AsnConvert } from '@peculiar/asn1-schema';
import * as asn1 from '@peculiar/asn1-x509';
import { encodeHex, parsePublicKey, QuanchengError, type PublicKey } from '@quancheng/protocol';
import { readExtensions, type CertificateExtensions } from './certificate-extensions.js';
import { BIT_STRING, readDerSequence, type DerElement } from './der.js';
import { lowS, parseEcdsaSignature } from './ecdsa-signature.js';

/** What verification needs of an X.509 certificate (RFC 5280) with a P-256 key, signed with ECDSA and SHA-256. */
export interface Certificate extends CertificateExtensions {
  readonly der: Uint8Array;
  /** The bytes that the issuer signed. */
  readonly toBeSigned: Uint8Array;
  /** r ‖ s with low s. */
  readonly signature: Uint8Array;
  readonly publicKey: PublicKey;
  /** DER names, compared byte by byte. */
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  /** The serial number's digits, lower-case hex, two a byte, without leading zero bytes. */
  readonly serial: string;
  /** Milliseconds since 1970; both ends included. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly organisationalUnits: readonly string[];
}

const ECDSA_WITH_SHA256 = '300a06082a8648ce3d040302';
const ORGANISATIONAL_UNIT = '2.5.4.11';
const EXPLICIT_VERSION = 0xa0;

/**
 * Parses a certificate. The signed bytes, the names and the key are cut out of the DER itself; the library reads
 * what has inner structure.
 * @throws CERTIFICATE_INVALID
 */
export function parseCertificate(bytes: Uint8Array): Certificate {
  try {
    return readCertificate(bytes.slice());
  } catch (cause) {
    if (cause instanceof QuanchengError && cause.code === 'CERTIFICATE_INVALID') throw cause;
    throw new QuanchengError('CERTIFICATE_INVALID', 'not a certificate with a P-256 key', { cause });
  }
}

function readCertificate(der: Uint8Array): Certificate {
  const [tbs, algorithm, value, ...rest] = readDerSequence(der);
  if (tbs === undefined || algorithm === undefined || value === undefined || rest.length > 0)
    throw invalid('parts');
  const [version, serial, inner, issuer, , subject, spki] = readDerSequence(tbs.bytes);
  if (version?.tag !== EXPLICIT_VERSION || serial === undefined || issuer === undefined)
    throw invalid('version 3 expected');
  if (inner === undefined || subject === undefined || spki === undefined) throw invalid('truncated');
  assertEcdsa(algorithm);
  assertEcdsa(inner);
  const parsed = AsnConvert.parse(der, asn1.Certificate).tbsCertificate;
  return {
    ...readExtensions(parsed.extensions ?? []),
    der,
    toBeSigned: tbs.bytes,
    signature: lowS(parseEcdsaSignature(bitString(value))),
    publicKey: p256Key(spki.bytes),
    issuer: issuer.bytes,
    subject: subject.bytes,
    serial: encodeHex(serial.content).replace(/^(?:00)+(?=..)/, ''),
    notBefore: parsed.validity.notBefore.getTime().getTime(),
    notAfter: parsed.validity.notAfter.getTime().getTime(),
    organisationalUnits: unitsOf(parsed.subject),
  };
}

function assertEcdsa(algorithm: DerElement): void {
  if (encodeHex(algorithm.bytes) !== ECDSA_WITH_SHA256) throw invalid('not signed with ECDSA and SHA-256');
}

function bitString(element: DerElement): Uint8Array {
  if (element.tag !== BIT_STRING || element.content[0] !== 0) throw invalid('signature value');
  return element.content.subarray(1);
}

function p256Key(spki: Uint8Array): PublicKey {
  const publicKey = parsePublicKey(spki);
  if (publicKey.algorithm !== 'ecdsa-p256-sha256') throw invalid('the key is not on P-256');
  return publicKey;
}

function unitsOf(subject: asn1.Name): readonly string[] {
  const attributes = subject.flatMap((relativeName) => [...relativeName]);
  return attributes.filter(({ type }) => type === ORGANISATIONAL_UNIT).map(({ value }) => value.toString());
}

function invalid(detail: string): QuanchengError {
  return new QuanchengError('CERTIFICATE_INVALID', detail);
}
