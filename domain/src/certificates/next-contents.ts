import { contentsOf, type Contents } from '../records/record.js';
import type { Certificate } from './certificate.js';

/** What the certificate becomes. The document is that of this version only, so it is never carried on. */
export function nextContents(
  certificate: Certificate,
  changes: Partial<Contents<Certificate>>,
): Contents<Certificate> {
  const { document, ...kept } = contentsOf(certificate);
  return { ...kept, ...changes };
}
