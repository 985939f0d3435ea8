import {
  canonicalize,
  fieldPath,
  fieldTreeRoot,
  isTemplateOf,
  openLeaves,
  QuanchengError,
  type JsonObject,
  type LeafContext,
  type PinnedTemplate,
  type RecordStatement,
  type SectorTemplate,
} from '@quancheng/protocol';

/** One deposited row, as its custodian has it. */
export interface KeptRow {
  readonly statement: RecordStatement;
  readonly row: JsonObject;
  /** The record's 32 bytes of the custody file. */
  readonly key: Uint8Array;
}

/**
 * Opens some fields of one record to whoever gets the result; the others stay hidden.
 * @param fields codes of committed fields
 * @returns the disclosure's canonical bytes (docs/specs/templates.md)
 * @throws TEMPLATE_UNKNOWN if the statement names another template, FIELD_NOT_DISCLOSABLE, CUSTODY_MISMATCH
 */
export function discloseFields(
  pinned: PinnedTemplate,
  { statement, row, key }: KeptRow,
  fields: readonly string[],
): Uint8Array {
  const { template } = pinned;
  const context = contextOf(pinned, statement);
  assertDisclosable(template, fields);
  const leaves = openLeaves(template, row, key);
  if (fieldTreeRoot(context, leaves) !== statement.template?.committed?.root) {
    throw new QuanchengError(
      'CUSTODY_MISMATCH',
      `row and key give another root than record ${statement.id}’s`,
    );
  }
  const opened = leaves
    .filter(({ field }) => fields.includes(field))
    .map((leaf) => ({ ...leaf, path: fieldPath(context, leaves, leaf.index) }));
  const { ledger, participant, record } = context;
  return canonicalize({
    schema: 'quancheng/disclosure/v1',
    ledger,
    participant,
    record,
    template: { id: template.id, version: template.version, sha256: pinned.sha256 },
    fields: opened as unknown as readonly JsonObject[],
  });
}

/** The fields that a profile of the template shows. @throws FIELD_NOT_DISCLOSABLE */
export function disclosureProfile({ disclosures, id }: SectorTemplate, name: string): readonly string[] {
  const profile = disclosures.find((each) => each.name === name);
  if (profile !== undefined) return profile.fields;
  throw new QuanchengError('FIELD_NOT_DISCLOSABLE', `${id} has no disclosure to ${name}`);
}

function contextOf(pinned: PinnedTemplate, statement: RecordStatement): LeafContext {
  const [signer] = statement.signers;
  if (signer === undefined || statement.template === undefined || !isTemplateOf(pinned, statement.template)) {
    throw new QuanchengError('TEMPLATE_UNKNOWN', `record ${statement.id} was not made by this template`);
  }
  return {
    ledger: statement.audience,
    participant: signer.participant,
    record: statement.id,
    template: pinned.sha256,
  };
}

function assertDisclosable({ fields: known, id }: SectorTemplate, fields: readonly string[]): void {
  if (fields.length === 0) throw new QuanchengError('FIELD_NOT_DISCLOSABLE', 'no field was named');
  const refused = fields.find(
    (code) => known.find((field) => field.code === code)?.disclosure !== 'committed',
  );
  if (refused === undefined) return;
  throw new QuanchengError('FIELD_NOT_DISCLOSABLE', `${refused} is no committed field of ${id}`);
}
