import { AsnConvert } from '@peculiar/asn1-schema';
import * as asn1 from '@peculiar/asn1-x509';
import { QuanchengError } from '@quancheng/protocol';

/** What a certificate's extensions allow its key to do. */
export interface CertificateExtensions {
  /** Basic constraints say that it is an authority, and its key usage, if there, allows it to sign certificates. */
  readonly maySignCertificates: boolean;
  readonly isAuthority: boolean;
  /** Key usage, if there, allows it to sign messages. */
  readonly maySignMessages: boolean;
}

/** Extensions that these checks take into account; any other critical one makes a certificate unusable (RFC 5280, 4.2). */
const UNDERSTOOD: readonly string[] = [
  asn1.id_ce_subjectKeyIdentifier,
  asn1.id_ce_keyUsage,
  asn1.id_ce_subjectAltName,
  asn1.id_ce_basicConstraints,
  asn1.id_ce_authorityKeyIdentifier,
  asn1.id_ce_extKeyUsage,
];

/** @throws CERTIFICATE_INVALID for a repeated extension or an unknown critical one, and library errors */
export function readExtensions(extensions: readonly asn1.Extension[]): CertificateExtensions {
  const byId = new Map(extensions.map((each) => [each.extnID, each.extnValue] as const));
  if (byId.size !== extensions.length) throw invalid('an extension occurs twice');
  const unknown = extensions.find(({ critical, extnID }) => critical && !UNDERSTOOD.includes(extnID));
  if (unknown !== undefined) throw invalid(`unknown critical extension ${unknown.extnID}`);
  const constraints = byId.get(asn1.id_ce_basicConstraints);
  const isAuthority =
    constraints !== undefined && AsnConvert.parse(constraints.buffer, asn1.BasicConstraints).cA;
  const usage = byId.get(asn1.id_ce_keyUsage);
  const flags = usage === undefined ? undefined : AsnConvert.parse(usage.buffer, asn1.KeyUsage).toNumber();
  return {
    isAuthority,
    maySignCertificates: isAuthority && allows(flags, asn1.KeyUsageFlags.keyCertSign),
    maySignMessages: allows(flags, asn1.KeyUsageFlags.digitalSignature),
  };
}

function allows(flags: number | undefined, flag: asn1.KeyUsageFlags): boolean {
  return flags === undefined || (flags & flag) !== 0;
}

function invalid(detail: string): QuanchengError {
  return new QuanchengError('CERTIFICATE_INVALID', detail);
}
