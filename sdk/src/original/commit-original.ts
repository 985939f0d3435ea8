import { encodeHex, sha256, sm3 } from '@quancheng/protocol';
import { commitPrivately } from './commit-privately.js';

/**
 * `hmac` hides the original from everyone who lacks the record's key, however few originals are possible.
 * `digest` is for public data: whoever can guess the bytes can check the guess.
 */
export type CommitmentKind = 'hmac' | 'digest';

/** A statement's member `original` (docs/specs/statements.md). */
export interface OriginalMember {
  readonly commitment: CommitmentKind;
  readonly mediaType: string;
  /** Bytes; left out for `hmac`, since the length of a short original can give it away. */
  readonly size?: number;
  readonly sha256: string;
  readonly sm3: string;
}

export interface CommittedOriginal {
  readonly original: OriginalMember;
  /** 32 bytes; the depositor and its recipients keep it, and nobody else ever needs it. Only for `hmac`. */
  readonly originalKey?: Uint8Array;
}

/** Commits to an original's bytes, for `hmac` under a fresh key. */
export function commitOriginal(
  bytes: Uint8Array,
  kind: CommitmentKind,
  mediaType: string,
): CommittedOriginal {
  if (kind === 'digest') {
    const digests = { sha256: encodeHex(sha256(bytes)), sm3: encodeHex(sm3(bytes)) };
    return { original: { commitment: 'digest', mediaType, size: bytes.length, ...digests } };
  }
  const { digests, key } = commitPrivately(bytes);
  return { original: { commitment: 'hmac', mediaType, ...digests }, originalKey: key };
}
