import { contentsOf, type Contents } from '../records/record.js';
import type { Grant } from './grant.js';

/** What the grant becomes. The document is that of this version only, so it is never carried on. */
export function nextGrant(grant: Grant, changes: Partial<Contents<Grant>>): Contents<Grant> {
  const { document, ...kept } = contentsOf(grant);
  return { ...kept, ...changes };
}
