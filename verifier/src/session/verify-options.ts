import type { PinnedTemplate } from '@quancheng/protocol';
import type { TrustRoot } from '../trust-root/trust-root.js';

export interface VerifyOptions {
  /**
   * What the verifier believes: a root that openTrustRoot or acceptSuccessor gave, or its envelope with the
   * fingerprint by which it was pinned. Undefined: nothing can be proven.
   */
  readonly trustRoot: TrustRoot | PinnedTrustRoot | undefined;
  /** The time of verification (Time). Used for notices only: evidence is judged at its own times. */
  readonly time: string;
  /** Refuse evidence that a single operator could have made. */
  readonly require?: 'consortium';
  /** Sector templates that are at hand; a record's is found by its digests. */
  readonly templates?: readonly PinnedTemplate[];
}

/** An original that is at hand beside its package. */
export interface OriginalBeside {
  readonly original?: Uint8Array;
  /** HMAC key of the original's commitment, if it isn't in the package; it comes before the package's. */
  readonly originalKey?: Uint8Array;
  /** Opened fields of its row: a disclosure's canonical bytes. */
  readonly disclosure?: Uint8Array;
}

export interface PackageOptions extends VerifyOptions, OriginalBeside {}

export interface BundleOptions extends VerifyOptions {
  /** Originals by the position of their record in the bundle. */
  readonly originals?: ReadonlyMap<number, OriginalBeside>;
}

export interface PinnedTrustRoot {
  readonly envelope: Uint8Array;
  /** Hex, 64 digits. */
  readonly fingerprint: string;
}
