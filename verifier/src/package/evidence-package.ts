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
  /** HMAC key of the original's commitment: 32 bytes. */
  readonly originalKey?: Uint8Array;
  readonly original?: Uint8Array;
}
