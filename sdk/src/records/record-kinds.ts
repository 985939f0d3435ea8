import type { MachineKind, PublicCertificate, Records } from '@quancheng/domain';

/** The kinds of records that gateways serve, with the word of their paths. */
export const recordPaths = {
  certificate: 'certificates',
  objection: 'objections',
  consent: 'consents',
  use: 'uses',
  grant: 'grants',
  trade: 'trades',
  register: 'registers',
  purpose: 'purposes',
  calendar: 'calendars',
  licence: 'licences',
  report: 'reports',
  hold: 'holds',
  'revenue-rule': 'revenue-rules',
  revenue: 'revenues',
  'voucher-scheme': 'voucher-schemes',
  voucher: 'vouchers',
  redemption: 'redemptions',
  pledge: 'pledges',
  priority: 'priorities',
  search: 'searches',
} as const satisfies { readonly [Kind in MachineKind]?: string };

export type ServedKind = keyof typeof recordPaths;

/** A record as a reader may see it. What proves it is an endorsed read, never this answer. */
export type VisibleRecord<Kind extends ServedKind> =
  | { readonly extent: 'whole'; readonly record: Records[Kind] }
  | (Kind extends 'certificate' ? { readonly extent: 'public'; readonly record: PublicCertificate } : never);

export function isServedKind(kind: string): kind is ServedKind {
  return Object.hasOwn(recordPaths, kind);
}
