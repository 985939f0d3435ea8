import type { webcrypto } from 'node:crypto';
import type { NodeRole } from './node-role.js';
import { x509 } from './x509-library.js';

export interface CertificateSubject {
  readonly commonName: string;
  /** The organisation's domain. */
  readonly organisation: string;
  /** The NodeOU; absent for authorities and TLS servers. */
  readonly role?: NodeRole;
}

/** The subject as a distinguished name, country-less: CN, OU, O. */
export function formatSubject({ commonName, organisation, role }: CertificateSubject): x509.JsonName {
  const unit = role === undefined ? [] : [{ OU: [role] }];
  return [{ CN: [commonName] }, ...unit, { O: [organisation] }];
}

/** Extensions of a root authority that signs end certificates only (path length 0). */
export async function authorityExtensions(publicKey: webcrypto.CryptoKey): Promise<x509.Extension[]> {
  const { digitalSignature, keyCertSign, cRLSign } = x509.KeyUsageFlags;
  return [
    new x509.BasicConstraintsExtension(true, 0, true),
    new x509.KeyUsagesExtension(digitalSignature | keyCertSign | cRLSign, true),
    await x509.SubjectKeyIdentifierExtension.create(publicKey),
  ];
}

/** Extensions of a certificate that signs transactions, endorsements or blocks. */
export function identityExtensions(): x509.Extension[] {
  return [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
  ];
}

/** Extensions of a TLS certificate that can open connections but serve none: it names no host. */
export function clientExtensions(): x509.Extension[] {
  return [...identityExtensions(), new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth])];
}

/** Extensions of a TLS certificate for nodes that are server and client at once, as Fabric's orderers are. */
export function serverExtensions(names: {
  hosts: readonly string[];
  addresses: readonly string[];
}): x509.Extension[] {
  const { serverAuth, clientAuth } = x509.ExtendedKeyUsage;
  const alternatives = [
    ...names.hosts.map((value) => ({ type: 'dns' as const, value })),
    ...names.addresses.map((value) => ({ type: 'ip' as const, value })),
  ];
  return [
    ...identityExtensions(),
    new x509.ExtendedKeyUsageExtension([serverAuth, clientAuth]),
    new x509.SubjectAlternativeNameExtension(alternatives),
  ];
}
