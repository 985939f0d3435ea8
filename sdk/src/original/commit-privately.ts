import { encodeHex, hmacSha256, hmacSm3 } from '@quancheng/protocol';
import { randomBytes } from '../random/random-bytes.js';

/** Both HMACs of something that could be guessed: a reference, evidence of authentication, a mandate, a row. */
export interface CommitmentDigests {
  /** Hex. */
  readonly sha256: string;
  readonly sm3: string;
}

export interface Commitment {
  readonly digests: CommitmentDigests;
  /**
   * 32 bytes that stay off the ledger, with the parties: whoever lacks them cannot check a guess, and when they are
   * destroyed the commitment says nothing any more.
   */
  readonly key: Uint8Array;
}

/** Commits to bytes under a key of their own: never one key for two records. */
export function commitPrivately(bytes: Uint8Array, key: Uint8Array = randomBytes(32)): Commitment {
  return { digests: commitmentDigests(bytes, key), key };
}

/** Whether bytes and key are those of a commitment. */
export function opensCommitment({ digests, key }: Commitment, bytes: Uint8Array): boolean {
  const { sha256, sm3 } = commitmentDigests(bytes, key);
  return sha256 === digests.sha256 && sm3 === digests.sm3;
}

function commitmentDigests(bytes: Uint8Array, key: Uint8Array): CommitmentDigests {
  return { sha256: encodeHex(hmacSha256(key, bytes)), sm3: encodeHex(hmacSm3(key, bytes)) };
}
