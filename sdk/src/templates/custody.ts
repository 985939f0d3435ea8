import {
  base64Form,
  canonicalize,
  digestForm,
  ledgerIdForm,
  listOf,
  objectOf,
  oneOf,
  parseCanonical,
  participantIdForm,
  QuanchengError,
  readForm,
  recordIdForm,
  templateIdForm,
  templateVersionForm,
  type JsonObject,
  type ValueOf,
} from '@quancheng/protocol';

/** Keys of deposited rows. Whoever has one can open all fields of its record, so the file stays with the custodian. */
const custodyForm = objectOf({
  schema: oneOf('quancheng/custody/v1'),
  ledger: ledgerIdForm,
  participant: participantIdForm,
  template: objectOf({ id: templateIdForm, version: templateVersionForm, sha256: digestForm }),
  records: listOf(objectOf({ record: recordIdForm, key: base64Form(32, 32) }), 1, 100_000),
});

export type Custody = ValueOf<typeof custodyForm>;

/** @throws DISCLOSURE_MALFORMED */
export function formatCustody(members: JsonObject): Uint8Array {
  const custody = { ...members, schema: 'quancheng/custody/v1' };
  readForm(custodyForm, custody, 'DISCLOSURE_MALFORMED');
  return canonicalize(custody);
}

/** @throws DISCLOSURE_MALFORMED */
export function parseCustody(bytes: Uint8Array): Custody {
  try {
    return readForm(custodyForm, parseCanonical(bytes), 'DISCLOSURE_MALFORMED');
  } catch (cause) {
    const detail = cause instanceof QuanchengError ? cause.detail : 'not canonical JSON';
    throw new QuanchengError('DISCLOSURE_MALFORMED', detail, { cause });
  }
}
