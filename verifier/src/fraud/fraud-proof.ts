import type { Envelope } from '@quancheng/protocol';

/** What a log, or a witness with it, did against its own word (docs/specs/fraud-proof.md). Nothing in it is verified. */
export type FraudProof =
  | ForkProof
  | AnchoredForkProof
  | TwoLeavesProof
  | BrokenPromiseProof
  | LatePromiseProof;

export type FraudKind = FraudProof['kind'];

/** Two signed checkpoints of one size with different roots. */
export interface ForkProof {
  readonly kind: 'fork';
  /** Signed notes. */
  readonly notes: readonly [string, string];
}

/** A signed checkpoint, and the ledger's anchor of that size with another root. */
export interface AnchoredForkProof {
  readonly kind: 'anchored-fork';
  readonly note: string;
  /** Endorsed read that answers the anchor. */
  readonly read: Uint8Array;
}

/** Two leaves that are proven to stand at one index. */
export interface TwoLeavesProof {
  readonly kind: 'two-leaves';
  readonly leaves: readonly [ProvenLeaf, ProvenLeaf];
}

export interface ProvenLeaf {
  /** Leaf hash, hex. */
  readonly leaf: string;
  /** C2SP tlog-proof. */
  readonly proof: string;
}

/** A promise, and another entry that is proven to stand where the promised one should. */
export interface BrokenPromiseProof {
  readonly kind: 'broken-promise';
  readonly promise: Envelope;
  /** The bytes that are in the log. */
  readonly entry: Uint8Array;
  /** C2SP tlog-proof of them. */
  readonly proof: string;
}

/** A promise, and what the ledger had anchored when its time was over. */
export interface LatePromiseProof {
  readonly kind: 'late-promise';
  readonly promise: Envelope;
  /** Endorsed read that answers the log's head, or an anchor that came too late. */
  readonly read: Uint8Array;
}
