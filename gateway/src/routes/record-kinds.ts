import type { MachineKind } from '@quancheng/domain';
import { QuanchengError } from '@quancheng/protocol';

/** The kinds of records that are served, by the word of their paths. */
export const recordKinds = {
  certificates: 'certificate',
  objections: 'objection',
  consents: 'consent',
  uses: 'use',
  grants: 'grant',
  trades: 'trade',
  registers: 'register',
  purposes: 'purpose',
  calendars: 'calendar',
  licences: 'licence',
  reports: 'report',
  holds: 'hold',
  'revenue-rules': 'revenue-rule',
  revenues: 'revenue',
  'voucher-schemes': 'voucher-scheme',
  vouchers: 'voucher',
  redemptions: 'redemption',
  pledges: 'pledge',
  priorities: 'priority',
  searches: 'search',
} as const satisfies Readonly<Record<string, MachineKind>>;

/** @throws REQUEST_MALFORMED */
export function countOf(text: string | undefined, absent: number, most: number): number {
  if (text === undefined) return absent;
  const count = /^(0|[1-9]\d{0,15})$/.test(text) ? Number(text) : Number.NaN;
  if (!(count <= most)) throw new QuanchengError('REQUEST_MALFORMED', `${text} is no count up to ${most}`);
  return count;
}
