import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import * as asn1 from '@peculiar/asn1-x509';
import { decodeHex, encodeBase64, encodeUtf8, sha256, type Signer } from '@quancheng/protocol';
import { testSigner } from './test-keys.js';

/** A certificate with its key. */
export interface TestCertificate {
  readonly der: Uint8Array;
  readonly pem: string;
  readonly signer: Signer;
  readonly subject: asn1.Name;
}

export interface CertificateOptions {
  readonly name: string;
  readonly units?: readonly string[];
  readonly notBefore?: string;
  readonly notAfter?: string;
  /** Even number of hex digits. */
  readonly serial?: string;
  readonly isAuthority?: boolean;
  /** Flags of key usage; undefined for none. */
  readonly usage?: asn1.KeyUsageFlags;
  readonly extraExtensions?: readonly asn1.Extension[];
  /** Rewrites the DER of the ECDSA signature. */
  readonly alterSignature?: (signature: Uint8Array) => Uint8Array;
  readonly signer?: Signer;
}

const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';

/** A self-signed P-256 authority. */
export function newTestAuthority(options: CertificateOptions): TestCertificate {
  return issue(undefined, { isAuthority: true, usage: asn1.KeyUsageFlags.keyCertSign, ...options });
}

/** A certificate of a P-256 key, issued by an authority. */
export function issueTestCertificate(
  authority: TestCertificate,
  options: CertificateOptions,
): TestCertificate {
  return issue(authority, { usage: asn1.KeyUsageFlags.digitalSignature, ...options });
}

function issue(authority: TestCertificate | undefined, options: CertificateOptions): TestCertificate {
  const signer = options.signer ?? testSigner(options.name, 'ecdsa-p256-sha256');
  const subject = nameOf(options.name, options.units ?? []);
  const algorithm = new asn1.AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 });
  const toBeSigned = new asn1.TBSCertificate({
    version: asn1.Version.v3,
    serialNumber: buffer(decodeHex(options.serial ?? `01${shortDigest(options.name)}`)),
    signature: algorithm,
    issuer: authority?.subject ?? subject,
    validity: new asn1.Validity({
      notBefore: new Date(options.notBefore ?? '2026-01-01T00:00:00.000Z'),
      notAfter: new Date(options.notAfter ?? '2036-01-01T00:00:00.000Z'),
    }),
    subject,
    subjectPublicKeyInfo: AsnConvert.parse(signer.publicKey.spki, asn1.SubjectPublicKeyInfo),
    extensions: new asn1.Extensions(extensionsOf(options)),
  });
  const signature = derSignature((authority?.signer ?? signer).sign(bytes(AsnConvert.serialize(toBeSigned))));
  const certificate = new asn1.Certificate({
    tbsCertificate: toBeSigned,
    signatureAlgorithm: algorithm,
    signatureValue: buffer(options.alterSignature?.(signature) ?? signature),
  });
  const der = bytes(AsnConvert.serialize(certificate));
  return { der, pem: formatPem(der), signer, subject };
}

export function formatPem(der: Uint8Array): string {
  const lines = encodeBase64(der).match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

/** ECDSA-Sig-Value of r ‖ s. */
export function derSignature(raw: Uint8Array): Uint8Array {
  const parts = [raw.subarray(0, 32), raw.subarray(32)].map((number) => {
    let start = 0;
    while (start < number.length - 1 && number[start] === 0) start += 1;
    const digits = number.subarray(start);
    const content = (digits[0] ?? 0) >= 0x80 ? [0, ...digits] : [...digits];
    return [0x02, content.length, ...content];
  });
  const content = parts.flat();
  return Uint8Array.of(0x30, content.length, ...content);
}

export function extension(id: string, critical: boolean, value: ArrayBuffer): asn1.Extension {
  return new asn1.Extension({ extnID: id, critical, extnValue: new OctetString(value) });
}

function extensionsOf(options: CertificateOptions): asn1.Extension[] {
  const constraints = new asn1.BasicConstraints({ cA: options.isAuthority === true });
  const extensions = [extension(asn1.id_ce_basicConstraints, true, AsnConvert.serialize(constraints))];
  if (options.usage !== undefined) {
    const usage = AsnConvert.serialize(new asn1.KeyUsage(options.usage));
    extensions.push(extension(asn1.id_ce_keyUsage, true, usage));
  }
  return [...extensions, ...(options.extraExtensions ?? [])];
}

function nameOf(commonName: string, units: readonly string[]): asn1.Name {
  const attributes = [...units.map((unit) => ['2.5.4.11', unit] as const), ['2.5.4.3', commonName] as const];
  return new asn1.Name(
    attributes.map(([type, text]) => {
      const value = new asn1.AttributeValue({ utf8String: text });
      return new asn1.RelativeDistinguishedName([new asn1.AttributeTypeAndValue({ type, value })]);
    }),
  );
}

function shortDigest(name: string): string {
  return Buffer.from(sha256(encodeUtf8(name)).subarray(0, 8)).toString('hex');
}

function bytes(value: ArrayBuffer): Uint8Array {
  return new Uint8Array(value);
}

function buffer(value: Uint8Array): ArrayBuffer {
  return new Uint8Array(value).buffer;
}
