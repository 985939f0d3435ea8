import type { KeyId } from '@quancheng/protocol';
import type { DigestPair } from '../records/digest-pair.js';
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
  'court',
  'regulator',
] as const;

export type OrganisationType = (typeof participantTypes)[number];
export type ParticipantType = OrganisationType | 'person';

/** What the registrar allows a participant at gateways, per day. */
export interface Quota {
  readonly recordsPerDay: number;
  readonly commandsPerDay: number;
}

/**
 * An organisation that the registrar has registered, or a person whom an authentication service has: under a random
 * pseudonym, another for every recipient, without name or number. State key `participant/<id>`.
 */
export interface Participant {
  readonly id: string;
  /** Absent for a person. */
  readonly name?: string;
  readonly type: ParticipantType;
  /** 统一社会信用代码. Passes GB 32100 and is the id, unless `usccOverride` gives the reason. Absent for a person. */
  readonly uscc?: string;
  readonly usccOverride?: string;
  /** Of a person: the authentication service that recognised it, and answers for its keys. */
  readonly authenticator?: string;
  /** Of a person: HMACs of the evidence of authentication, which stays with the service. */
  readonly authentication?: DigestPair;
  /** X25519 public key by which data is encrypted for it, Base64. */
  readonly encryptionKey?: string;
  /** How much a gateway takes from it; absent: the gateway's own bounds. */
  readonly quota?: Quota;
  /** Sorted, none twice. */
  readonly roles: readonly Role[];
  /** Every key ever registered to it, revoked ones included; sorted. */
  readonly keys: readonly KeyId[];
  /** 1 when registered; every change of it or of its keys adds one. */
  readonly version: number;
  readonly registered: LedgerTime;
}
