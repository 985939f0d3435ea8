import type { Organisation } from '../topology/topology.js';
import { type CertificateAuthority, newCertificateAuthority } from './certificate-authority.js';

/** An organisation's two authorities. They are apart so that a TLS certificate can never sign a transaction. */
export interface OrganisationAuthorities {
  readonly organisation: Pick<Organisation, 'mspId' | 'domain'>;
  readonly signing: CertificateAuthority;
  readonly tls: CertificateAuthority;
}

/** Makes new authorities for an organisation. */
export async function newOrganisationAuthorities(
  organisation: Pick<Organisation, 'mspId' | 'domain'>,
): Promise<OrganisationAuthorities> {
  const { domain } = organisation;
  const [signing, tls] = await Promise.all([
    newCertificateAuthority({ commonName: `ca.${domain}`, organisation: domain }),
    newCertificateAuthority({ commonName: `tlsca.${domain}`, organisation: domain }),
  ]);
  return { organisation, signing, tls };
}
