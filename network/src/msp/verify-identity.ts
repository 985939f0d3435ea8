import { type KeyObject, X509Certificate } from 'node:crypto';
import { QuanchengError } from '@quancheng/protocol';
import type { ParsedAuthority } from './msp-definition.js';
import { type NodeRole, nodeRoles } from './node-role.js';
import { x509 } from './x509-library.js';

/** A certificate that was found to belong to an organisation, in one role. */
export interface VerifiedIdentity {
  readonly mspId: string;
  readonly role: NodeRole;
  readonly publicKey: KeyObject;
  /** The end of validity. Expiry is a question of its own: a block from last year stays valid. */
  readonly notAfter: Date;
}

interface Parsed {
  readonly node: X509Certificate;
  readonly details: x509.X509Certificate;
}

/** Critical extensions that these checks take into account; any other makes a certificate unusable (RFC 5280, 4.2). */
const understood = new Set(['2.5.29.14', '2.5.29.15', '2.5.29.17', '2.5.29.19', '2.5.29.35', '2.5.29.37']);
const longestChain = 5;

function refuse(mspId: string, reason: string, cause?: unknown): never {
  throw new QuanchengError('IDENTITY_INVALID', `${mspId}: ${reason}`, { cause });
}

function parseCertificate(mspId: string, pem: string): Parsed {
  try {
    const node = new X509Certificate(pem);
    return { node, details: new x509.X509Certificate(node.raw) };
  } catch (cause) {
    return refuse(mspId, 'the certificate is unreadable', cause);
  }
}

function assertUsable(mspId: string, { node, details }: Parsed): void {
  if (node.ca) {
    refuse(mspId, 'a certificate authority cannot be an identity');
  }
  if (node.publicKey.asymmetricKeyDetails?.namedCurve !== 'prime256v1') {
    refuse(mspId, 'the public key is not on P-256');
  }
  const unknown = details.extensions.find(({ critical, type }) => critical && !understood.has(type));
  if (unknown !== undefined) {
    refuse(mspId, `the certificate has the unknown critical extension ${unknown.type}`);
  }
}

function isWithin(certificate: X509Certificate, time: number): boolean {
  return Date.parse(certificate.validFrom) <= time && time <= Date.parse(certificate.validTo);
}

function hasChain(
  subject: X509Certificate,
  authorities: readonly ParsedAuthority[],
  time: number,
  length = 1,
): boolean {
  return authorities.some(
    ({ certificate, isRoot }) =>
      subject.checkIssued(certificate) &&
      subject.verify(certificate.publicKey) &&
      isWithin(certificate, time) &&
      (isRoot || (length < longestChain && hasChain(certificate, authorities, time, length + 1))),
  );
}

function nodeRole(mspId: string, details: x509.X509Certificate): NodeRole {
  const units = details.subjectName.getField('OU');
  const roles = nodeRoles.filter((role) => units.includes(role));
  const [role] = roles;
  return role !== undefined && roles.length === 1
    ? role
    : refuse(mspId, `exactly one organisational unit must be ${nodeRoles.join(', ')}`);
}

/**
 * Checks a certificate as Fabric's MSP does: no authority itself, a chain to a root that is valid one second after the
 * certificate's NotBefore, and exactly one NodeOU. Not checked here: expiry (see `notAfter`) and revocation.
 * @throws QuanchengError IDENTITY_INVALID with the reason.
 */
export function verifyIdentity(
  mspId: string,
  authorities: readonly ParsedAuthority[],
  certificatePem: string,
): VerifiedIdentity {
  const parsed = parseCertificate(mspId, certificatePem);
  assertUsable(mspId, parsed);
  const firstSecond = Date.parse(parsed.node.validFrom) + 1000;
  if (!isWithin(parsed.node, firstSecond) || !hasChain(parsed.node, authorities, firstSecond)) {
    refuse(mspId, 'the certificate has no valid chain to an authority of the organisation');
  }
  return {
    mspId,
    role: nodeRole(mspId, parsed.details),
    publicKey: parsed.node.publicKey,
    notAfter: new Date(parsed.node.validTo),
  };
}
