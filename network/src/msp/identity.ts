import { isIP } from 'node:net';
import type { KeyedCertificate } from './certificate-authority.js';
import { clientExtensions, identityExtensions, serverExtensions } from './certificate-profile.js';
import type { NodeRole } from './node-role.js';
import type { OrganisationAuthorities } from './organisation-authorities.js';

/** A signer on the network: certificate and private key are PEM, the key PKCS #8. */
export interface Identity extends KeyedCertificate {
  readonly mspId: string;
}

/** Issues a signing identity, for example `issueIdentity(authorities, { name: 'gateway', role: 'client' })`. */
export async function issueIdentity(
  { organisation, signing }: OrganisationAuthorities,
  { name, role }: { name: string; role: NodeRole },
): Promise<Identity> {
  const issued = await signing.issue({
    subject: { commonName: `${name}.${organisation.domain}`, organisation: organisation.domain, role },
    extensions: identityExtensions(),
  });
  return { mspId: organisation.mspId, ...issued };
}

/**
 * Issues a TLS certificate for a node on this machine: its own name, localhost, the loopback addresses, and the other
 * names or addresses by which clients may look for it.
 */
export async function issueServerCertificate(
  { organisation, tls }: OrganisationAuthorities,
  name: string,
  otherHosts: readonly string[] = [],
): Promise<KeyedCertificate> {
  const commonName = `${name}.${organisation.domain}`;
  return await tls.issue({
    subject: { commonName, organisation: organisation.domain },
    extensions: serverExtensions({
      hosts: [...new Set([commonName, 'localhost', ...otherHosts.filter((each) => isIP(each) === 0)])],
      addresses: [...new Set(['127.0.0.1', '::1', ...otherHosts.filter((each) => isIP(each) !== 0)])],
    }),
  });
}

/** Issues a TLS certificate for a user or program that only opens connections. */
export async function issueClientCertificate(
  { organisation, tls }: OrganisationAuthorities,
  name: string,
): Promise<KeyedCertificate> {
  return await tls.issue({
    subject: { commonName: `${name}.${organisation.domain}`, organisation: organisation.domain },
    extensions: clientExtensions(),
  });
}
