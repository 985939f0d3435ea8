import {
  countForm,
  decodeHex,
  digestForm,
  entryForm,
  entryLeafHash,
  listOf,
  objectOf,
  originForm,
  parseRootHash,
  verifyInclusion,
  type ValueOf,
} from '@quancheng/protocol';
import type { Anchor } from '../logs/log-records.js';
import type { Reader } from '../records/reader.js';
import { readExisting } from '../records/reader.js';
import { formatKeyNumber } from '../state/state-key.js';
import type { Evidence } from './certificate.js';

/** More levels than a tree of 2^53 entries has. */
const LONGEST_PATH = 64;

/** That a record's entry is in a log, under a size that the ledger has anchored (docs/specs/log.md, RFC 6962). */
export const depositProofForm = objectOf({
  origin: originForm,
  size: countForm,
  index: countForm,
  entry: entryForm,
  path: listOf(digestForm, 0, LONGEST_PATH),
});

export type DepositProof = ValueOf<typeof depositProofForm>;

/** @throws REFERENCE_UNKNOWN if the ledger has no anchor of this size */
export function loadAnchor(read: Reader, { origin, size }: DepositProof): Promise<Anchor> {
  return readExisting(read, 'anchor', `${origin}/${formatKeyNumber(size)}`);
}

/** Whether the entry is in the anchored tree: the leaf is computed here, and never believed. */
export function provesDeposit({ index, entry, path }: DepositProof, { size, root }: Anchor): boolean {
  const siblings = path.map((hash) => decodeHex(hash));
  return verifyInclusion(index, size, entryLeafHash(entry), siblings, parseRootHash(decodeHex(root)));
}

export function evidenceOf({ origin, size, index, entry }: DepositProof): Evidence {
  const { sha256, sm3, received } = entry;
  return { origin, index, size, sha256, sm3, received };
}
