import {
  canonicalize,
  decodeHex,
  encodeHex,
  inclusionProof,
  merkleRoot,
  parseRootHash,
  QuanchengError,
  verifyInclusion,
  type JsonObject,
} from '@quancheng/protocol';
import { fieldProofForm, parseDelivery, type DeliveryContent, type FieldProof } from './delivery-forms.js';
import { fieldLeaf, fieldLeaves } from './field-leaf.js';

/**
 * Opens one field of a delivery to somebody who holds its root: the others stay hidden behind their salts.
 * @throws DELIVERY_FIELDS_MISMATCH if the delivery has no such field
 */
export function proveField(content: DeliveryContent, field: string): FieldProof {
  const leaves = fieldLeaves(content);
  const leaf = leaves.find((each) => each.field === field);
  if (leaf === undefined) throw new QuanchengError('DELIVERY_FIELDS_MISMATCH', `it has no field ${field}`);
  const hashes = leaves.map(fieldLeaf);
  const path = inclusionProof(leaf.index, leaf.count, (level, index) =>
    merkleRoot(hashes.slice(index * 2 ** level, (index + 1) * 2 ** level)),
  );
  const proof = { schema: 'quancheng/field-proof/v1', ...leaf, path: path.map((hash) => encodeHex(hash)) };
  return parseDelivery(fieldProofForm, canonicalize(proof as JsonObject));
}

/** Whether a proof leads to the field root and count that the ledger has for its use. */
export function verifyField(
  proof: FieldProof,
  { fieldRoot, count }: { readonly fieldRoot: string; readonly count: number },
): boolean {
  const path = proof.path.map((hash) => decodeHex(hash));
  return (
    proof.count === count &&
    verifyInclusion(proof.index, proof.count, fieldLeaf(proof), path, parseRootHash(decodeHex(fieldRoot)))
  );
}
