import { decodeHex } from '../bytes/hex.js';
import { sha256, sha256Into } from '../digests/digests.js';
import { QuanchengError } from '../errors/quancheng-error.js';

declare const leafHashBrand: unique symbol;
declare const rootHashBrand: unique symbol;

/** Hash of one entry: SHA-256(0x00 ‖ entry), 32 bytes. */
export type LeafHash = Uint8Array & { readonly [leafHashBrand]: true };
/** Hash of a whole tree of a given size, 32 bytes. */
export type RootHash = Uint8Array & { readonly [rootHashBrand]: true };

export const HASH_LENGTH = 32;

const LEAF_PREFIX = Uint8Array.of(0x00);
const NODE_PREFIX = Uint8Array.of(0x01);

/** RFC 6962, 2.1. The parts are concatenated. */
export function leafHash(...entry: readonly Uint8Array[]): LeafHash {
  return sha256(LEAF_PREFIX, ...entry) as LeafHash;
}

/** RFC 6962, 2.1. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(NODE_PREFIX, left, right);
}

/** Writes the leaf's hash to a place in the target. The parts are concatenated. */
export function leafHashInto(target: Uint8Array, offset: number, ...entry: readonly Uint8Array[]): void {
  sha256Into(target, offset, LEAF_PREFIX, ...entry);
}

/** Writes the parent of two nodes, 64 bytes, to a place in the target, which may hold them. */
export function nodeHashInto(target: Uint8Array, offset: number, children: Uint8Array): void {
  sha256Into(target, offset, NODE_PREFIX, children);
}

/** Root of the empty tree: SHA-256 of nothing. */
export const emptyRoot = decodeHex(
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
) as RootHash;

/** Takes 32 bytes that come from outside for a leaf hash. @throws PROOF_INVALID */
export function parseLeafHash(bytes: Uint8Array): LeafHash {
  assertHash(bytes);
  return bytes as LeafHash;
}

/** Takes 32 bytes that come from outside for a root hash. @throws PROOF_INVALID */
export function parseRootHash(bytes: Uint8Array): RootHash {
  assertHash(bytes);
  return bytes as RootHash;
}

function assertHash(bytes: Uint8Array): void {
  if (bytes.length !== HASH_LENGTH) throw new QuanchengError('PROOF_INVALID', 'a hash has 32 bytes');
}
