import {
  encodeHex,
  hmacSha256,
  hmacSm3,
  QuanchengError,
  sha256,
  sm3,
  type Original,
} from '@quancheng/protocol';

/** Originals that were given: in the package, beside it, or both. */
export interface GivenOriginal {
  readonly copies: readonly Uint8Array[];
  readonly key: Uint8Array | undefined;
}

/**
 * Every given copy has the stated size and both stated digests.
 * @param copies one at least: that none was given is no error, and the usual case
 * @throws ORIGINAL_KEY_MISSING, ORIGINAL_SIZE_MISMATCH, ORIGINAL_MISMATCH
 */
export function checkOriginal(stated: Original, { copies, key }: GivenOriginal): void {
  for (const bytes of copies) checkCopy(stated, bytes, key);
}

function checkCopy(stated: Original, bytes: Uint8Array, key: Uint8Array | undefined): void {
  if (stated.size !== undefined && stated.size !== bytes.length) {
    throw new QuanchengError('ORIGINAL_SIZE_MISMATCH', 'another size');
  }
  const digests = stated.commitment === 'digest' ? [sha256(bytes), sm3(bytes)] : commitments(bytes, key);
  const [first, second] = digests.map(encodeHex);
  if (first !== stated.sha256 || second !== stated.sm3)
    throw new QuanchengError('ORIGINAL_MISMATCH', 'another digest');
}

function commitments(bytes: Uint8Array, key: Uint8Array | undefined): readonly Uint8Array[] {
  if (key === undefined) throw new QuanchengError('ORIGINAL_KEY_MISSING', 'no key was given');
  return [hmacSha256(key, bytes), hmacSm3(key, bytes)];
}
