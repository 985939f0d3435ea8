import type { Certificate } from '../certificates/certificate.js';

const publicMembers = [
  'id',
  'status',
  'type',
  'holder',
  'register',
  'description',
  'rights',
  'noticeEnds',
  'certificateNumber',
  'registryCode',
  'validFrom',
  'validTo',
  'version',
  'at',
] as const satisfies readonly (keyof Certificate)[];

/** What everybody may read of a certificate: the public register's entry. */
export type PublicCertificate = Pick<Certificate, (typeof publicMembers)[number]>;

export function publicViewOf(certificate: Certificate): PublicCertificate {
  const entries = publicMembers.filter((name) => certificate[name] !== undefined);
  return Object.fromEntries(entries.map((name) => [name, certificate[name]])) as unknown as PublicCertificate;
}
