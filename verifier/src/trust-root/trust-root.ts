import type { PublicKey, TlogPolicy, VerifierKey } from '@quancheng/protocol';
import type { CheckId } from '../report/check-id.js';
import type { Certificate } from '../x509/certificate.js';

/** What a verifier believes before it looks at any evidence (docs/specs/trust-root.md). */
export interface TrustRoot {
  /** Hex SHA-256 of the signed payload. */
  readonly fingerprint: string;
  readonly sequence: number;
  /** Fingerprint of the predecessor; absent in the first. */
  readonly previous?: string;
  readonly issued: string;
  readonly consortium: string;
  readonly ledger: string;
  readonly channel: string;
  readonly chaincode: { readonly name: string; readonly versions: readonly string[] };
  /** Sorted by mspId, each once. */
  readonly organisations: readonly Organisation[];
  /** How many different operators must endorse a read. */
  readonly endorsement: { readonly threshold: number };
  /** How many different operators' administrators must sign the next root. */
  readonly signatures: { readonly threshold: number };
  /** Sorted by origin, each once. */
  readonly logs: readonly EvidenceLog[];
  /** Undefined if there are none. */
  readonly witnesses: TlogPolicy | undefined;
  /** DER certificates. */
  readonly timestampAuthorities: readonly Uint8Array[];
  /** By kind of record: checks that must match. */
  readonly required: { readonly document: readonly CheckId[]; readonly 'sharing-event': readonly CheckId[] };
}

export interface Organisation {
  readonly mspId: string;
  readonly name: string;
  /** Who runs it. Several organisations of one operator count once. */
  readonly operator: string;
  readonly administrator: PublicKey;
  readonly authorities: readonly Authority[];
  readonly revocations: readonly { readonly serial: string; readonly at: string }[];
}

/** A certificate authority of an organisation, and the period in which what it issued is accepted (both ends included). */
export interface Authority {
  readonly certificate: Certificate;
  readonly from: string;
  readonly until: string;
}

export interface EvidenceLog {
  readonly origin: string;
  readonly operator: string;
  readonly keys: readonly LogKey[];
}

/** A log's key, and the tree sizes of the checkpoints that it signs (both ends included; without `until`, no end). */
export interface LogKey {
  readonly verifierKey: VerifierKey;
  readonly from: number;
  readonly until?: number;
}

/** Whether one operator alone could have made all the evidence under this root. */
export function isSingleOperator(root: TrustRoot): boolean {
  return root.endorsement.threshold < 2 || operatorsOf(root.organisations).size < 2;
}

export function operatorsOf(organisations: readonly Organisation[]): ReadonlySet<string> {
  return new Set(organisations.map((organisation) => organisation.operator));
}
