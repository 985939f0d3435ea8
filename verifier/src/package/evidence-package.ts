import type { Envelope, LogEntry, SignedRecord, TlogProof } from '@quancheng/protocol';

/** An evidence package, parsed (docs/specs/package.md). Nothing in it is verified. */
export interface EvidencePackage {
  readonly record: SignedRecord;
  readonly entry: LogEntry;
  /** Without extra data. */
  readonly proof: TlogProof;
  /** The log's promise. */
  readonly promise?: Envelope;
  /** 1 to 16 endorsed reads. */
  readonly reads: readonly Uint8Array[];
  /** What the witnesses cosigned, where it is not the proof's own checkpoint. */
  readonly cosigned?: CosignedCheckpoint;
  /** HMAC key of the original's commitment: 32 bytes. */
  readonly originalKey?: Uint8Array;
  readonly original?: Uint8Array;
}

/** A checkpoint of the same log, later than another. */
export interface CosignedCheckpoint {
  /** The signed note with its cosignatures. */
  readonly checkpoint: string;
  /** Consistency proof from the earlier checkpoint to this one (RFC 6962, 2.1.2). */
  readonly proof: readonly Uint8Array[];
}
