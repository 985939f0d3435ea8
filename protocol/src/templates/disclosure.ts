import { decodeHex } from '../bytes/hex.js';
import { QuanchengError } from '../errors/quancheng-error.js';
import { listOf, objectOf } from '../form/composite-forms.js';
import { readForm, type ValueOf } from '../form/form.js';
import {
  anyJson,
  base64Form,
  digestForm,
  integerForm,
  ledgerIdForm,
  participantIdForm,
  oneOf,
  recordIdForm,
  textForm,
} from '../form/value-forms.js';
import { parseCanonical } from '../json/canonical-json.js';
import { parseRootHash } from '../merkle/hashes.js';
import { verifyInclusion } from '../merkle/inclusion.js';
import type { RecordStatement } from '../statements/statement.js';
import { templateLeaf } from './field-tree.js';
import { MOST_FIELDS, templateIdForm, templateVersionForm } from './template-member.js';

const disclosedField = objectOf({
  field: textForm,
  index: integerForm(0, MOST_FIELDS - 1),
  salt: base64Form(32, 32),
  value: anyJson,
  /** At most 7 hashes lead from 128 leaves to a root. */
  path: listOf(digestForm, 0, 7),
});

/** Some fields of one record's row, opened to whoever gets the file; the others stay hidden behind their salts. */
export const disclosureForm = objectOf({
  schema: oneOf('quancheng/disclosure/v1'),
  ledger: ledgerIdForm,
  participant: participantIdForm,
  record: recordIdForm,
  template: objectOf({ id: templateIdForm, version: templateVersionForm, sha256: digestForm }),
  fields: listOf(disclosedField, 1, MOST_FIELDS),
});

export type Disclosure = ValueOf<typeof disclosureForm>;

/** @throws DISCLOSURE_MALFORMED */
export function parseDisclosure(bytes: Uint8Array): Disclosure {
  try {
    return readForm(disclosureForm, parseCanonical(bytes), 'DISCLOSURE_MALFORMED');
  } catch (cause) {
    const detail = cause instanceof QuanchengError ? cause.detail : 'not canonical JSON';
    throw new QuanchengError('DISCLOSURE_MALFORMED', detail, { cause });
  }
}

/**
 * Verifies that every disclosed field is the one to which this record's statement committed. Whether the values fit
 * the template is another question, for which the template is needed.
 * @throws DISCLOSURE_MISMATCH
 */
export function verifyDisclosure(disclosure: Disclosure, statement: RecordStatement): void {
  const member = statement.template;
  const [signer] = statement.signers;
  if (member?.committed === undefined || signer === undefined)
    throw mismatch('the record commits to no fields');
  const context = {
    ledger: statement.audience,
    participant: signer.participant,
    record: statement.id,
    template: member.sha256,
  };
  const { ledger, participant, record, template, fields } = disclosure;
  const isOfRecord =
    ledger === context.ledger &&
    participant === context.participant &&
    record === context.record &&
    template.sha256 === member.sha256 &&
    template.id === member.id &&
    template.version === member.version;
  if (!isOfRecord) throw mismatch('it is of another record');
  const { count } = member.committed;
  const root = parseRootHash(decodeHex(member.committed.root));
  for (const field of fields) {
    const path = field.path.map((hash) => decodeHex(hash));
    if (!verifyInclusion(field.index, count, templateLeaf(context, count, field), path, root)) {
      throw mismatch(`${field.field} does not lead to the record’s root`);
    }
  }
}

function mismatch(detail: string): QuanchengError {
  return new QuanchengError('DISCLOSURE_MISMATCH', detail);
}
