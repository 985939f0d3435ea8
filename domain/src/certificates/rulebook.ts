import type { Register } from '../registers/register.js';
import type { Calendar } from '../registers/calendar.js';
import type { Grant } from '../grants/grant.js';
import { readExisting, readVersion, type Reader } from '../records/reader.js';
import type { Certificate } from './certificate.js';
import type { Description } from './description.js';
import { loadSourceGrant } from './source-grant.js';

/** By what a certificate is judged. */
export interface Rulebook {
  /** The register as it is: whether it takes applications, and who decides in it. */
  readonly register: Register;
  /** The register's version that governs this certificate: periods and what is demanded. */
  readonly rules: Register;
  readonly calendar: Calendar;
  /** On which its data’s source rests, if it is on this ledger. */
  readonly grant: Grant | undefined;
}

type Governed = Pick<Certificate, 'register' | 'registerVersion'>;

interface Described {
  readonly description: Description;
}

/** @throws REFERENCE_UNKNOWN */
export function loadRulebook(
  { target }: { readonly target: Governed & Described },
  read: Reader,
): Promise<Rulebook> {
  return rulebookOf(target, target, read);
}

/** The same where the order says anew what the data are. @throws REFERENCE_UNKNOWN */
export function loadRulebookFor(
  { target, body }: { readonly target: Governed; readonly body: Described },
  read: Reader,
): Promise<Rulebook> {
  return rulebookOf(target, body, read);
}

async function rulebookOf(target: Governed, described: Described, read: Reader): Promise<Rulebook> {
  const register = await readExisting(read, 'register', target.register);
  const version = target.registerVersion ?? register.version;
  const rules =
    version === register.version ? register : await readVersion(read, 'register', register.id, version);
  const calendar = await readExisting(read, 'calendar', rules.calendar);
  return { register, rules, calendar, grant: await loadSourceGrant(described, read) };
}
