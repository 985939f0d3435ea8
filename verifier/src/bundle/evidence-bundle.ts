import type { Envelope, LogEntry } from '@quancheng/protocol';
import type { CosignedCheckpoint } from '../package/evidence-package.js';

/** Evidence for many records; what they share is there once (docs/specs/package.md). Nothing in it is verified. */
export interface EvidenceBundle {
  readonly batches: readonly Envelope[];
  /** Signed notes. */
  readonly checkpoints: readonly string[];
  /** What the witnesses cosigned, by the position in `checkpoints` that it stands for. */
  readonly cosigned?: ReadonlyMap<number, CosignedCheckpoint>;
  readonly promises: readonly Envelope[];
  readonly reads: readonly Uint8Array[];
  readonly records: readonly BundleRecord[];
}

export type BundleRecord = BundleMembers & (BundledSingle | BundledMember);

/** What every record of a bundle has. */
export interface BundleMembers {
  readonly entry: LogEntry;
  /** In the log. */
  readonly index: number;
  /** Inclusion proof: hex, from the leaf upwards. */
  readonly proof: readonly string[];
  /** Position in `checkpoints`. */
  readonly checkpoint: number;
  /** Position in `promises`. */
  readonly promise?: number;
  readonly originalKey?: Uint8Array;
  readonly original?: Uint8Array;
}

/** A record that was signed by itself. */
export interface BundledSingle {
  readonly envelope: Envelope;
}

/** A member of one of the bundle's batches. */
export interface BundledMember {
  /** Position in `batches`. */
  readonly batch: number;
  /** Index in the batch. */
  readonly member: number;
  /** Hex, from the leaf upwards. */
  readonly path: readonly string[];
  /** Base64 of the member statement. */
  readonly payload: string;
}

export function isBundledMember(record: BundleRecord): record is BundleMembers & BundledMember {
  return 'batch' in record;
}
