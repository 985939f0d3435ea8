import type { RecordHead } from '../records/record.js';

/** What can be registered: 数据资源, 数据资产, 数据产品, 数据知识产权. */
export const registerTypes = ['resource', 'asset', 'product', 'data-ip'] as const;

export type RegisterType = (typeof registerTypes)[number];

/** A register with its own rules, which are data: a rule in force when an application was made goes on applying to it. */
export interface Register extends RecordHead {
  /** A closed register takes no new applications; its certificates live on. */
  readonly status: 'in-force' | 'closed';
  readonly type: RegisterType;
  readonly title: string;
  /** The instrument that orders these rules, for people. */
  readonly basis: string;
  /** Participants who decide in this register, each with the role `registrar`; sorted. */
  readonly registrars: readonly string[];
  /** Name of the calendar by which working days are counted. */
  readonly calendar: string;
  /** Working days from application to acceptance, from acceptance to the end of review, and of public notice. */
  readonly acceptanceDays: number;
  readonly reviewDays: number;
  /** Absent: the instrument on which the register rests asks for no public notice. */
  readonly noticeDays?: number;
  /** A registration lasts at most so many days, and is renewed in its last so many days. */
  readonly validityDays: number;
  readonly renewalDays: number;
  /**
   * Working days for which a priority search keeps a place, and within which a contracted pledge is to be registered
   * externally; absent: ten.
   */
  readonly priorityDays?: number;
  /** Members of a certificate's description that this register demands although their form leaves them optional. */
  readonly requiredFields: readonly string[];
  /** Versions of the vocabulary of rights that may be used (数据二十条 and later texts name them differently). */
  readonly vocabularies: readonly string[];
}
