import { canonicalize, leafHash, type JsonValue, type LeafHash } from '@quancheng/protocol';
import type { DeliveryContent, FieldState } from './delivery-forms.js';

/** All that a leaf of the field tree binds: a leaf fits no other use, field, place or number of fields. */
export interface FieldLeaf {
  /** LedgerId. */
  readonly ledger: string;
  /** The use's name. */
  readonly use: string;
  readonly field: string;
  /** Place among the use's fields, from 0. */
  readonly index: number;
  readonly count: number;
  readonly state: FieldState;
  /** Base64 of 16 random bytes or more: a leaf's hash gives no guess away. */
  readonly salt: string;
  /** `null` unless the state is `returned`. */
  readonly value: JsonValue;
}

/** RFC 6962 leaf hash of the leaf's canonical JSON. */
export function fieldLeaf(leaf: FieldLeaf): LeafHash {
  const { ledger, use, field, index, count, state, salt, value } = leaf;
  return leafHash(
    canonicalize({ schema: 'quancheng/field/v1', ledger, use, field, index, count, state, salt, value }),
  );
}

/** The leaves of a delivery's content, in order. */
export function fieldLeaves({ ledger, use, fields, manifest }: DeliveryContent): readonly FieldLeaf[] {
  return fields.map(({ field, salt, value }, index) => ({
    ledger,
    use,
    field,
    index,
    count: fields.length,
    state: manifest.fields[index]?.state ?? 'withheld',
    salt,
    value,
  }));
}
