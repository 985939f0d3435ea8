import type { Certificate } from '../certificates/certificate.js';

/**
 * Whether the source of the data allows their rights to be given as security: what is one’s own does; of what is
 * authorised, bought or public the licence must say so, and the certificate repeats it.
 */
export function permitsSecurity({ description: { source } }: Pick<Certificate, 'description'>): boolean {
  return source.kind === 'own' || source.permitsSecurity === true;
}
