import type { Register } from '../registers/register.js';
import type { Calendar } from '../registers/calendar.js';
import { readExisting, readVersion, type Reader } from '../records/reader.js';
import type { Certificate } from './certificate.js';

/** By what a certificate is judged. */
export interface Rulebook {
  /** The register as it is: whether it takes applications, and who decides in it. */
  readonly register: Register;
  /** The register's version that governs this certificate: periods and what is demanded. */
  readonly rules: Register;
  readonly calendar: Calendar;
}

/** @throws REFERENCE_UNKNOWN */
export async function loadRulebook(
  { target }: { readonly target: Pick<Certificate, 'register' | 'registerVersion'> },
  read: Reader,
): Promise<Rulebook> {
  const register = await readExisting(read, 'register', target.register);
  const version = target.registerVersion ?? register.version;
  const rules =
    version === register.version ? register : await readVersion(read, 'register', register.id, version);
  return { register, rules, calendar: await readExisting(read, 'calendar', rules.calendar) };
}
