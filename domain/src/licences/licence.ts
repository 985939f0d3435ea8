import type { DigestPair } from '../records/digest-pair.js';
import type { RecordHead } from '../records/record.js';
import type { LedgerTime } from '../ticks/tick.js';

/** What a third party reports on: 价值评估, 合规评估, 质量评价, 检验检测. */
export const reportTypes = ['valuation', 'compliance', 'quality', 'inspection'] as const;

export type ReportType = (typeof reportTypes)[number];

export const licenceStatuses = ['in-force', 'suspended', 'revoked'] as const;

/**
 * 资质: that an authority lets somebody sign reports of some types. State key `licence/<name>`, in the name space of the
 * registrar or regulator who grants it. Its end needs no order: it counts from `from` until before `to`.
 */
export interface Licence extends RecordHead {
  readonly status: (typeof licenceStatuses)[number];
  /** Participant who may sign. */
  readonly holder: string;
  /** Sorted. */
  readonly reports: readonly ReportType[];
  /** 证书编号, as the authority gave it. */
  readonly number: string;
  /** The instrument by which it is granted, for people. */
  readonly basis: string;
  readonly from: string;
  readonly to: string;
  /** The document on which this version rests. */
  readonly document: DigestPair;
}

/** Whether it lets its holder sign at a moment. */
export function isValidLicence({ status, from, to }: Licence, { time }: Pick<LedgerTime, 'time'>): boolean {
  return status === 'in-force' && from <= time && time < to;
}
