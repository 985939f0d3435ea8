import { objectOf, optional } from '../form/composite-forms.js';
import { readForm, type Form } from '../form/form.js';
import { digestForm, integerForm, oneOf, timeForm } from '../form/value-forms.js';
import { canonicalize, parseCanonical } from '../json/canonical-json.js';
import type { JsonValue } from '../json/json-value.js';
import { leafHash, type LeafHash } from '../merkle/hashes.js';
import { MAXIMUM_BATCH_SIZE } from '../statements/batch.js';
import type { RecordKind } from '../statements/statement.js';

/** An entry of the evidence log (docs/specs/log.md). It holds no content, no personal data, no signer. */
export interface LogEntry {
  readonly schema: 'quancheng/entry/v1';
  readonly kind: RecordKind;
  /** Statement digests, hex. */
  readonly sha256: string;
  readonly sm3: string;
  /** Envelope digest, hex; for a batch member that of the batch's envelope. */
  readonly envelope: string;
  /** Only for a batch member: its index in the batch. */
  readonly member?: number;
  /** When the log sequenced it, by the log's clock. */
  readonly received: string;
}

export const entryForm: Form<LogEntry> = objectOf({
  schema: oneOf('quancheng/entry/v1'),
  kind: oneOf('document', 'sharing-event'),
  sha256: digestForm,
  sm3: digestForm,
  envelope: digestForm,
  member: optional(integerForm(0, MAXIMUM_BATCH_SIZE - 1)),
  received: timeForm,
});

/** @throws JSON_…, NUMBER_NOT_INTEGER, STATEMENT_INVALID */
export function parseEntry(bytes: Uint8Array): LogEntry {
  return entryFromJson(parseCanonical(bytes));
}

/** @throws STATEMENT_INVALID */
export function entryFromJson(value: JsonValue): LogEntry {
  return readForm(entryForm, value, 'STATEMENT_INVALID');
}

/** The entry's canonical bytes: what is hashed into the tree. */
export function formatEntry(entry: LogEntry): Uint8Array {
  const { envelope, kind, member, received, schema, sha256, sm3 } = entry;
  // In canonical order, which is written fastest: every record of a bulk deposit passes here.
  return canonicalize({
    envelope,
    kind,
    ...(member === undefined ? {} : { member }),
    received,
    schema,
    sha256,
    sm3,
  });
}

/** SHA-256(0x00 ‖ entry's canonical bytes). */
export function entryLeafHash(entry: LogEntry): LeafHash {
  return leafHash(formatEntry(entry));
}
