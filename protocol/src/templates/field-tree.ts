import { encodeBase64 } from '../bytes/base64.js';
import { encodeHex } from '../bytes/hex.js';
import { encodeUtf8 } from '../bytes/utf8.js';
import { hmacSha256 } from '../digests/digests.js';
import { canonicalize } from '../json/canonical-json.js';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import { inclusionProof } from '../merkle/generation.js';
import { leafHash, type LeafHash } from '../merkle/hashes.js';
import { merkleRoot } from '../merkle/root.js';
import type { SectorTemplate, TemplateField } from './template.js';

/** Which record a leaf belongs to: it fits no other. */
export interface LeafContext {
  /** LedgerId. */
  readonly ledger: string;
  /** The first signer's participant. */
  readonly participant: string;
  /** RecordId. */
  readonly record: string;
  /** Hex SHA-256 of the template. */
  readonly template: string;
}

/** One opened leaf; whoever has it learns this field and no other. */
export interface OpenedField {
  readonly field: string;
  /** Place among the fields that are not public, from 0. */
  readonly index: number;
  /** Base64 of 32 bytes. */
  readonly salt: string;
  /** `null` if the row has no value for it. */
  readonly value: JsonValue;
}

const SALTS = encodeUtf8('quancheng/field-salts/v1');

/** The fields that a row's tree is over, in its template's order: all that are not public. */
export function boundFields({ fields }: SectorTemplate): readonly TemplateField[] {
  return fields.filter(({ disclosure }) => disclosure !== 'public');
}

/**
 * The leaves of a row, opened. Each field's salt follows from the record's key and the field's code, so that one key
 * opens all of them and a salt that is disclosed tells nothing of the others.
 * @param key the record's 32 bytes, under which its original is committed as well
 */
export function openLeaves(
  template: SectorTemplate,
  row: JsonObject,
  key: Uint8Array,
): readonly OpenedField[] {
  const salts = hmacSha256(key, SALTS);
  return boundFields(template).map(({ code }, index) => ({
    field: code,
    index,
    salt: encodeBase64(hmacSha256(salts, encodeUtf8(code))),
    value: row[code] ?? null,
  }));
}

/** RFC 6962 leaf hash of the leaf's canonical JSON. */
export function templateLeaf(
  { ledger, participant, record, template }: LeafContext,
  count: number,
  { field, index, salt, value }: OpenedField,
): LeafHash {
  const schema = 'quancheng/template-field/v1';
  return leafHash(
    canonicalize({ schema, ledger, participant, record, template, field, index, count, salt, value }),
  );
}

/** Hex root over a row's leaves. */
export function fieldTreeRoot(context: LeafContext, leaves: readonly OpenedField[]): string {
  return encodeHex(merkleRoot(hashesOf(context, leaves)));
}

/** Hex hashes from a leaf upwards (RFC 6962). */
export function fieldPath(
  context: LeafContext,
  leaves: readonly OpenedField[],
  index: number,
): readonly string[] {
  const hashes = hashesOf(context, leaves);
  const path = inclusionProof(index, leaves.length, (level, at) =>
    merkleRoot(hashes.slice(at * 2 ** level, (at + 1) * 2 ** level)),
  );
  return path.map((hash) => encodeHex(hash));
}

function hashesOf(context: LeafContext, leaves: readonly OpenedField[]): readonly LeafHash[] {
  return leaves.map((leaf) => templateLeaf(context, leaves.length, leaf));
}
