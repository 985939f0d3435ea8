import type { DigestPair } from '../records/digest-pair.js';
import type { RecordHead } from '../records/record.js';
import type { RegisterType } from '../registers/register.js';
import type { LedgerTime } from '../ticks/tick.js';
import type { Description, Rights } from './description.js';

export const certificateStatuses = [
  'draft',
  'applied',
  'accepted',
  'correction',
  'reviewed',
  'publicised',
  'objected',
  'registered',
  'rejected',
  'withdrawn',
  'expired',
  'cancelled',
  'revoked',
] as const;

export type CertificateStatus = (typeof certificateStatuses)[number];

/** The deposit on which an application rests; that it was in an anchored log was proven when it was made. */
export interface Evidence {
  readonly origin: string;
  readonly index: number;
  /** Size of the anchored tree in which it was found. */
  readonly size: number;
  /** Statement digests. */
  readonly sha256: string;
  readonly sm3: string;
  /** By the log's clock. */
  readonly received: string;
}

/** A court's order; it holds until its end or its release. */
export interface Freeze {
  readonly court: string;
  readonly document: DigestPair;
  readonly since: LedgerTime;
  /** Time. */
  readonly until: string;
}

/**
 * 登记凭证: what a register says of somebody's data. State key `certificate/<name>`; the name stays when the holder
 * changes. It is a register's entry, not proof of ownership.
 */
export interface Certificate extends RecordHead {
  readonly status: CertificateStatus;
  readonly type: RegisterType;
  readonly holder: string;
  /** Name of the register. */
  readonly register: string;
  /** The register's version that governs: the one in force at the application or the last renewal. Absent in a draft. */
  readonly registerVersion?: number;
  readonly description: Description;
  readonly rights: Rights;
  /** The document on which this version rests; absent in drafts and where time alone decides. */
  readonly document?: DigestPair;
  readonly evidence?: Evidence;
  /** Times by which the registrar accepts and reviews. */
  readonly acceptanceDue?: string;
  readonly reviewDue?: string;
  /** End of the public notice. */
  readonly noticeEnds?: string;
  readonly inspectionReport?: DigestPair;
  readonly riskAssessment?: DigestPair;
  readonly openObjections: number;
  readonly certificateNumber?: string;
  readonly registryCode?: string;
  readonly validFrom?: string;
  readonly validTo?: string;
  /** Why it was revoked. */
  readonly revocationGround?: string;
  readonly freezes: readonly Freeze[];
  /** How many pledges lie on it; pledges drive it. */
  readonly pledges: number;
}
