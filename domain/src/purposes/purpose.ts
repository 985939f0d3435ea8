import type { RecordHead } from '../records/record.js';

/**
 * What one purpose may need at most (个人信息保护法 6: the smallest extent). State key `purpose/<name>`. A consent or a use
 * that goes beyond is refused, never trimmed.
 */
export interface Purpose extends RecordHead {
  /** A closed purpose takes no new consents. */
  readonly status: 'in-force' | 'closed';
  readonly title: string;
  readonly basis: string;
  /** Codes of the kinds of data that it may cover; sorted. */
  readonly fields: readonly string[];
  /** Those of them that are sensitive personal information (个人信息保护法 28); sorted. */
  readonly sensitiveFields: readonly string[];
  /** A consent lasts at most so many days. */
  readonly termDays: number;
  /** The recipient may keep the data at most so many days. */
  readonly retentionDays: number;
  readonly maximumUses: number;
  /** Hours from the reservation of a use until the recipient has opened what it asked for. */
  readonly deliveryHours: number;
  /** Hours within which provider and recipient acknowledge a withdrawal. */
  readonly acknowledgementHours: number;
  /** Whether an impact assessment is demanded (个人信息保护法 55) even without sensitive fields. */
  readonly impactAssessment: boolean;
}
