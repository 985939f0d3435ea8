import type { Hold } from './hold.js';

/**
 * Where a hold's versions are found: with each record that it warns of or freezes, for whoever would rely on it; and with
 * each custodian. That evidence is merely kept is nobody else's to know: arbitration is not public.
 */
export function collectionsOf({
  measure,
  records,
  custodians,
}: Pick<Hold, 'measure' | 'records' | 'custodians'>): readonly string[] {
  // Two kinds of records may have one name, and the collection is of the name.
  const names = measure === 'preserve' ? [] : records.map(({ name }) => name);
  return [...new Set([...names, ...custodians])].map((whose) => `holds/${whose}`);
}
