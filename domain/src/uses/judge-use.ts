import type { ErrorCode } from '@quancheng/protocol';
import type { Consent, Consumption } from '../consents/consent.js';
import { isSubset } from '../purposes/fields-form.js';
import type { LedgerTime } from '../ticks/tick.js';

/** What a consent, or one that another rests on, is and has left. */
export interface Grant {
  readonly consent: Consent;
  /** Absent until the consent is active. */
  readonly consumption: Consumption | undefined;
}

export interface Wish {
  readonly purpose: string;
  readonly fields: readonly string[];
}

/** Why the law of a consent does not allow a use now; undefined if it does. */
export function denialBy({ consent }: Grant, wish: Wish, at: LedgerTime): ErrorCode | undefined {
  if (consent.status === 'withdrawn') return 'CONSENT_WITHDRAWN';
  // An exhausted consent still covers what was reserved under it.
  if (consent.status !== 'active' && consent.status !== 'exhausted') return 'CONSENT_INACTIVE';
  if (at.time >= consent.expires) return 'CONSENT_EXPIRED';
  if (wish.purpose !== consent.purpose) return 'PURPOSE_MISMATCH';
  if (!isSubset(wish.fields, consent.fields)) return 'FIELDS_EXCEED_CONSENT';
  return undefined;
}

/** Whether none of a consent's uses is left to reserve. */
export function isUsedUp({ consumption }: Grant): boolean {
  if (consumption === undefined) return true;
  return consumption.reserved + consumption.opened >= consumption.maximumUses;
}
