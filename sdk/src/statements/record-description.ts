/** What a depositor says about a record, beside its original; the common members of docs/specs/statements.md. */
export interface RecordDescription {
  /** For whom the signer acts. */
  readonly actingFor: string;
  readonly legalBasis: string;
  readonly level: 'general' | 'important';
  /** Who keeps the original. */
  readonly custodian: string;
  /** What is known from before anchoring. */
  readonly provenance: Provenance;
  /** Statement digest of the record that this one continues. */
  readonly previous?: string;
}

export interface Provenance {
  readonly source: string;
  readonly mechanism: string;
  readonly collector: string;
  readonly device?: string;
  readonly clockSource?: string;
  readonly steps?: readonly string[];
}

/** Further members of a `sharing-event`. */
export interface SharingDescription {
  readonly provider: string;
  readonly consumer: string;
  readonly catalogue: string;
  readonly purpose: string;
  readonly means: 'api' | 'file' | 'platform' | 'other';
  /** When it was sent, as claimed. */
  readonly sent: string;
  /** When it was received, as claimed. */
  readonly received?: string;
  readonly reference?: { readonly sha256: string; readonly sm3: string };
}

/** Who signs, and on which ledger. */
export interface StatementContext {
  /** LedgerId: no statement replays on another ledger. */
  readonly ledger: string;
  readonly signers: readonly SignerMember[];
  /** When it is signed, as claimed. */
  readonly issued: string;
}

export interface SignerMember {
  readonly key: string;
  readonly participant: string;
  readonly role: string;
}
