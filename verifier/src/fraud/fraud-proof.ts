import type { Envelope } from '@quancheng/protocol';

/** What a log, or a witness with it, did against its own word (docs/specs/fraud-proof.md). Nothing in it is verified. */
export type FraudProof =
  | ForkProof
  | AnchoredForkProof
  | TwoLeavesProof
  | BrokenPromiseProof
  | LatePromiseProof
  | RewriteProof
  | AnchoredRewriteProof;

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

/** What a larger tree was at a smaller tree's size, by its own hashes. */
export interface OtherBeginning {
  /** Root that the larger tree has at that size, hex. */
  readonly root: string;
  /** Consistency proof (RFC 6962) from there to the larger tree, hex. */
  readonly proof: readonly string[];
}

/** Two signed checkpoints, the larger of which does not begin with the smaller. */
export interface RewriteProof extends OtherBeginning {
  readonly kind: 'rewrite';
  /** Signed notes: the smaller, the larger. */
  readonly notes: readonly [string, string];
}

/** A signed checkpoint and an anchor of another size, the larger of which does not begin with the smaller. */
export interface AnchoredRewriteProof extends OtherBeginning {
  readonly kind: 'anchored-rewrite';
  readonly note: string;
  /** Endorsed read that answers the anchor. */
  readonly read: Uint8Array;
  /** The anchor's. */
  readonly size: number;
}
