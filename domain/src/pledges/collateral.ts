import { nextContents } from '../certificates/next-contents.js';
import type { Certificate } from '../certificates/certificate.js';
import { loadSourceGrant } from '../certificates/source-grant.js';
import type { Grant } from '../grants/grant.js';
import type { Amendment } from '../records/amendment.js';
import type { DigestPair } from '../records/digest-pair.js';
import { readExisting, type Reader } from '../records/reader.js';
import type { Calendar } from '../registers/calendar.js';
import type { Register } from '../registers/register.js';
import { endOfWorkingDays } from '../registers/working-days.js';
import type { LedgerTime } from '../ticks/tick.js';
import type { Encumbrance, Lien, Slot } from './encumbrance.js';

/** A certificate with all that lies on it, as a pledge’s order finds it. */
export interface Collateral {
  readonly certificate: Certificate;
  readonly register: Register;
  readonly calendar: Calendar;
  /** On which its data’s source rests, if it is on this ledger. */
  readonly grant: Grant | undefined;
  readonly encumbrance: Encumbrance | undefined;
  readonly liens: readonly Lien[];
  readonly slots: readonly Slot[];
  /** The number that the next entry of `pledges/<certificate>` gets. */
  readonly nextNumber: number;
}

export interface WithCollateral {
  readonly others: { readonly collateral: Collateral };
}

/** @throws REFERENCE_UNKNOWN */
export async function loadCollateral(name: string, read: Reader): Promise<Collateral> {
  const certificate = await readExisting(read, 'certificate', name);
  const register = await readExisting(read, 'register', certificate.register);
  const encumbrance = await read('encumbrance', name);
  return {
    certificate,
    register,
    calendar: await readExisting(read, 'calendar', register.calendar),
    grant: await loadSourceGrant(certificate, read),
    encumbrance,
    liens: encumbrance?.liens ?? [],
    slots: encumbrance?.slots ?? [],
    nextNumber: ((await read('collection', pledgesOf(name)))?.count ?? 0) + 1,
  };
}

/** The collection of all pledges and priority searches on a certificate. */
export function pledgesOf(certificate: string): string {
  return `pledges/${certificate}`;
}

/** Working days for which a slot is kept, where the register says nothing: as long as public notice usually lasts. */
export const DEFAULT_PRIORITY_DAYS = 10;

/** The end of a window that begins now. @throws CALENDAR_EXCEEDED */
export function endOfWindow({ time }: LedgerTime, { register, calendar }: Collateral): string {
  return endOfWorkingDays(time, register.priorityDays ?? DEFAULT_PRIORITY_DAYS, calendar);
}

/** The slots whose window runs. */
export function runningSlots({ slots }: Collateral, at: LedgerTime): readonly Slot[] {
  return slots.filter(({ until }) => at.time < until);
}

/** What becomes of the liens: the certificate counts them, so that whoever saw fewer conflicts. */
export function charge(
  collateral: Collateral,
  liens: readonly Lien[],
  slots: readonly Slot[],
  document: DigestPair | undefined,
): readonly Amendment[] {
  const { certificate } = collateral;
  const paper = document === undefined ? {} : { document };
  const contents = nextContents(certificate, { ...paper, pledges: liens.length });
  return [
    encumber(collateral, liens, slots),
    { kind: 'certificate', id: certificate.id, before: certificate, contents },
  ];
}

/** What lies on the certificate from now on; slots whose window is over go with the next change. */
export function encumber(
  { certificate, encumbrance }: Collateral,
  liens: readonly Lien[],
  slots: readonly Slot[],
): Amendment {
  const status = liens.length + slots.length > 0 ? ('encumbered' as const) : ('free' as const);
  return {
    kind: 'encumbrance',
    id: certificate.id,
    before: encumbrance,
    contents: { status, liens, slots },
  };
}
