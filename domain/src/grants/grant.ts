import type { DigestPair } from '../records/digest-pair.js';
import type { RecordHead } from '../records/record.js';
import type { LedgerTime } from '../ticks/tick.js';
import type { GrantTerms } from './grant-terms.js';

export const grantStatuses = [
  'planned',
  'approved',
  'signed',
  'filed',
  'active',
  'suspended',
  'renewed',
  'expired',
  'terminated',
] as const;

export type GrantStatus = (typeof grantStatuses)[number];

/** An authority's act, by its document. */
export interface AuthorityAct {
  readonly authority: string;
  readonly document: DigestPair;
}

/** That a provider allows the data that it has shared to be shared on. */
export interface ProviderConsent {
  readonly provider: string;
  readonly document: DigestPair;
  readonly at: LedgerTime;
}

/** It holds until whoever ordered it ends it. */
export interface Suspension extends AuthorityAct {
  readonly ground: string;
  readonly since: LedgerTime;
}

/**
 * 公共数据授权运营: by which public data are given to an operator that makes products of them. State key `grant/<name>`; the
 * name is in the grantor’s name space.
 */
export interface Grant extends RecordHead {
  readonly status: GrantStatus;
  readonly agreementNumber: string;
  readonly grantor: string;
  readonly operator: string;
  /** Fixed from the approval on. */
  readonly terms: GrantTerms;
  /** The document on which this version rests; absent where time alone decides. */
  readonly document?: DigestPair;
  /** Of those whom the terms name under `shared`. */
  readonly consents: readonly ProviderConsent[];
  readonly approval?: AuthorityAct;
  readonly agreement?: DigestPair;
  readonly filing?: AuthorityAct & { readonly number: string };
  readonly suspensions: readonly Suspension[];
  /** Why it was terminated. */
  readonly ground?: string;
  /** Time until which the operator leaves; from the end on. */
  readonly exitDue?: string;
  /** The operator says that it has left, by the evidence of what became of the data. */
  readonly exited?: { readonly at: LedgerTime; readonly evidence: DigestPair };
}
