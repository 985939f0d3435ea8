import {
  anyJson,
  base64Form,
  digestForm,
  integerForm,
  ledgerIdForm,
  listOf,
  objectOf,
  oneOf,
  optional,
  parseCanonical,
  participantIdForm,
  QuanchengError,
  readForm,
  textForm,
  timeForm,
  type Form,
  type ValueOf,
} from '@quancheng/protocol';

/** Fields of one use, as the ledger bounds them. */
const MOST_FIELDS = 128;
const saltForm = base64Form(16, 64);

/** What the provider says of one field: whether it is returned, null at the source, or withheld; why; as of when. */
const manifestFieldForm = objectOf({
  field: textForm,
  state: oneOf('returned', 'null', 'withheld'),
  asOf: timeForm,
  reason: optional(textForm),
});

/** Salted, since its digests stand on the ledger and what it says could be guessed. */
export const manifestForm = objectOf({
  schema: oneOf('quancheng/delivery-manifest/v1'),
  ledger: ledgerIdForm,
  use: textForm,
  salt: saltForm,
  fields: listOf(manifestFieldForm, 1, MOST_FIELDS),
});

/** What is encrypted. */
export const contentForm = objectOf({
  schema: oneOf('quancheng/delivered-fields/v1'),
  ledger: ledgerIdForm,
  use: textForm,
  recipient: participantIdForm,
  fields: listOf(objectOf({ field: textForm, salt: saltForm, value: anyJson }), 1, MOST_FIELDS),
  manifest: manifestForm,
});

/** What goes from the provider to the recipient; its digests stand on the ledger. */
export const sealedForm = objectOf({
  schema: oneOf('quancheng/sealed-delivery/v1'),
  ledger: ledgerIdForm,
  use: textForm,
  ephemeralKey: base64Form(32, 32),
  nonce: base64Form(24, 24),
  box: base64Form(16, 16 * 1_048_576),
});

/** The opened leaf of one field, with the path to the field root; whoever has it can check this field alone. */
export const fieldProofForm = objectOf({
  schema: oneOf('quancheng/field-proof/v1'),
  ledger: ledgerIdForm,
  use: textForm,
  field: textForm,
  index: integerForm(0, MOST_FIELDS - 1),
  count: integerForm(1, MOST_FIELDS),
  state: oneOf('returned', 'null', 'withheld'),
  salt: saltForm,
  value: anyJson,
  path: listOf(digestForm, 0, 7),
});

export type Manifest = ValueOf<typeof manifestForm>;
export type ManifestField = Manifest['fields'][number];
export type FieldState = ManifestField['state'];
export type DeliveryContent = ValueOf<typeof contentForm>;
export type SealedDelivery = ValueOf<typeof sealedForm>;
export type FieldProof = ValueOf<typeof fieldProofForm>;

/** Canonical JSON of a form. @throws DELIVERY_MALFORMED */
export function parseDelivery<Value>(form: Form<Value>, bytes: Uint8Array): Value {
  try {
    return readForm(form, parseCanonical(bytes), 'DELIVERY_MALFORMED');
  } catch (cause) {
    const detail = cause instanceof QuanchengError ? cause.detail : 'not canonical JSON';
    throw new QuanchengError('DELIVERY_MALFORMED', detail, { cause });
  }
}
