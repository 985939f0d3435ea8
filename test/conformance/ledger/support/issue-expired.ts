import type { Identity, OrganisationAuthorities } from '@quancheng/network';

/** A client of the organisation whose certificate ended a second ago. */
export async function issueExpired({ organisation, signing }: OrganisationAuthorities): Promise<Identity> {
  const { mspId, domain } = organisation;
  const issued = await signing.issue({
    subject: { commonName: `expired.${domain}`, organisation: domain, role: 'client' },
    extensions: [],
    notAfter: new Date(Date.now() - 1000),
  });
  return { mspId, ...issued };
}
