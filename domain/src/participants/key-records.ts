import type { KeyId, SignatureAlgorithm } from '@quancheng/protocol';
import type { LedgerTime } from '../ticks/tick.js';

/** A registered public key. State key `key/<KeyId>`; written once, so a public key is unique for ever. */
export interface KeyRecord {
  readonly key: KeyId;
  /** Base64 of the SubjectPublicKeyInfo. */
  readonly publicKey: string;
  readonly algorithm: SignatureAlgorithm;
  /** A participant's id, or an organisation's mspId for its administrator's key. */
  readonly participant: string;
  readonly registered: LedgerTime;
  /** Statement digest of the command, or genesis statement, that registered it. */
  readonly command: string;
}

export const revocationReasons = ['superseded', 'lost', 'compromised', 'ceased'] as const;

export type RevocationReason = (typeof revocationReasons)[number];

/** State key `revocation/<KeyId>`; written once. */
export interface Revocation {
  readonly key: KeyId;
  readonly reason: RevocationReason;
  readonly at: LedgerTime;
  readonly command: string;
}

/** State key `compromise/<KeyId>`; written once. */
export interface Compromise {
  readonly key: KeyId;
  /** Alleged, never proven: records since then are contested, not void. */
  readonly since: string;
  readonly at: LedgerTime;
  readonly command: string;
}

/** All that the ledger holds about one key. */
export interface KeyState {
  readonly key: KeyRecord | undefined;
  readonly revocation: Revocation | undefined;
  readonly compromise: Compromise | undefined;
}
