import type { Consent } from '../consents/consent.js';
import { readExisting, type Reader } from '../records/reader.js';
import type { Purpose } from '../purposes/purpose.js';
import type { Grant } from './judge-use.js';

/** The consent of a use, and behind it the one that it rests on: all must allow the use, and all count it. */
export interface Grants {
  readonly grants: readonly Grant[];
  readonly purpose: Purpose;
}

/** @throws REFERENCE_UNKNOWN */
export async function loadGrants(name: string, read: Reader): Promise<Grants> {
  const grants: Grant[] = [];
  for (let next: string | undefined = name; next !== undefined; ) {
    const consent: Consent = await readExisting(read, 'consent', next);
    grants.push({ consent, consumption: await read('consumption', next) });
    next = consent.parent;
  }
  const [first] = grants;
  return { grants, purpose: await readExisting(read, 'purpose', first?.consent.purpose ?? '') };
}
