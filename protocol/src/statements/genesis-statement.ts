import type { LedgerId, ParticipantId } from '../form/identifiers.js';
import type { KeyId } from '../signature/key-id.js';
import type { StatementSigner } from './signers.js';

/** What `bootstrap` fixes for a ledger. */
export interface GenesisStatement {
  readonly schema: 'quancheng/genesis/v1';
  readonly salt: string;
  /** The new ledger's id. */
  readonly audience: LedgerId;
  /** Every organisation's administrator, and the registrar; nobody else. */
  readonly signers: readonly StatementSigner<'administrator' | 'registrar'>[];
  readonly issued: string;
  readonly consortium: string;
  readonly channel: string;
  readonly chaincode: string;
  /** Sorted by mspId. */
  readonly organisations: readonly GenesisOrganisation[];
  readonly registrar: { readonly id: ParticipantId; readonly name: string; readonly key: KeyId };
  /** Base64 of the signers' keys, in the order of `signers`. */
  readonly publicKeys: readonly string[];
  /** How many administrators recover a participant's lost key. */
  readonly recoveryThreshold: number;
  /** Seconds. */
  readonly tickPeriod: number;
}

export interface GenesisOrganisation {
  readonly mspId: ParticipantId;
  readonly name: string;
  /** Who runs it: k-of-n counts different operators. */
  readonly operator: string;
  readonly administrator: KeyId;
}
