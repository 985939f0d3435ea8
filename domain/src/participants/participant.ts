import type { KeyId } from '@quancheng/protocol';
import type { LedgerTime } from '../ticks/tick.js';
import type { Role } from './role.js';

export const participantTypes = [
  'agency',
  'enterprise',
  'bank',
  'exchange',
  'arbitration',
  'notary',
  'registrar',
] as const;

export type ParticipantType = (typeof participantTypes)[number];

/** An organisation that the registrar has registered. State key `participant/<id>`. */
export interface Participant {
  readonly id: string;
  readonly name: string;
  readonly type: ParticipantType;
  /** 统一社会信用代码. Passes GB 32100 and is the id, unless `usccOverride` gives the reason. */
  readonly uscc: string;
  readonly usccOverride?: string;
  /** Sorted, none twice. */
  readonly roles: readonly Role[];
  /** Every key ever registered to it, revoked ones included; sorted. */
  readonly keys: readonly KeyId[];
  /** 1 when registered; every change of it or of its keys adds one. */
  readonly version: number;
  readonly registered: LedgerTime;
}
