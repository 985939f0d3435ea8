import {
  encodeHex,
  formatTlogProof,
  parseEntry,
  TILE_WIDTH,
  type Envelope,
  type LogPromise,
} from '@quancheng/protocol';
import { proveBrokenPromise, type FraudProof } from '@quancheng/verifier';
import type { Shown } from './points.js';

/** What a log's tree says of a promise. */
export type PromiseFate =
  | { readonly kind: 'kept'; readonly about: string }
  | { readonly kind: 'broken'; readonly index: number; readonly proof: FraudProof | undefined }
  /** The tree is not that large yet. */
  | { readonly kind: 'open' };

/**
 * Holds the entries that a promise is about against it. For a batch each of its members' entries is looked at.
 * @throws LOG_MISMATCH, TILE_MALFORMED and the reader's errors
 */
export async function judgePromise(
  promise: LogPromise,
  envelope: () => Promise<Envelope>,
  shown: Shown,
): Promise<PromiseFate> {
  const { first, size } = promise;
  const end = first + size;
  if (shown.checkpoint.size < end) return { kind: 'open' };
  let about = promise.batch?.root ?? '';
  for (let tile = Math.floor(first / TILE_WIDTH); tile * TILE_WIDTH < end; tile += 1) {
    const [leaves, entries] = [await shown.tree.leaves(tile), await shown.tree.entries(tile)];
    for (const [place, bytes] of entries.entries()) {
      const index = tile * TILE_WIDTH + place;
      if (index < first || index >= end) continue;
      const leaf = leaves[place];
      const isKept =
        promise.leaf === undefined
          ? isMember(promise, bytes, index)
          : leaf !== undefined && promise.leaf === encodeHex(leaf);
      if (!isKept) {
        const proof = await proveBroken(await envelope(), bytes, index, shown);
        return { kind: 'broken', index, proof };
      }
      if (promise.leaf !== undefined) about = parseEntry(bytes).sha256;
    }
  }
  return { kind: 'kept', about };
}

/** What a batch's promise says of each member's entry (docs/specs/log.md). */
function isMember(promise: LogPromise, bytes: Uint8Array, index: number): boolean {
  try {
    const { envelope, member, received } = parseEntry(bytes);
    return (
      envelope === promise.batch?.envelope &&
      member === index - promise.first &&
      received === promise.received
    );
  } catch {
    return false;
  }
}

async function proveBroken(
  envelope: Envelope,
  entry: Uint8Array,
  index: number,
  { tree, note }: Shown,
): Promise<FraudProof | undefined> {
  const hashes = await tree.inclusion(index);
  return proveBrokenPromise(envelope, entry, formatTlogProof({ index, hashes, checkpoint: note }));
}
