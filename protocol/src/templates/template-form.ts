import { isErrorCode } from '../errors/error-registry.js';
import { anyObject, listOf, objectOf, optional } from '../form/composite-forms.js';
import { restrict, type Form } from '../form/form.js';
import { integerForm, oneOf, stringForm, textForm } from '../form/value-forms.js';
import { byKind, namedValues } from './by-kind.js';
import { fieldTypeForm } from './field-type-form.js';
import { MOST_FIELDS, templateIdForm, templateVersionForm } from './template-member.js';
import { templateMismatch } from './template-mismatch.js';
import type { SectorTemplate } from './template.js';

const FIELD = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const fieldCode = stringForm<string>(
  'a field’s code such as account-balance',
  (text) => text.length <= 40 && FIELD.test(text),
);
const fieldCodes = (least: number) => listOf(fieldCode, least, MOST_FIELDS);
const bilingual = objectOf({ en: textForm, zh: textForm });
const booleanForm: Form<boolean> = {
  mismatch: (value) => (typeof value === 'boolean' ? undefined : { path: '', expected: 'true or false' }),
};
const days = integerForm(1, 36_500);
const hours = integerForm(1, 8_760);

const source = objectOf({ text: textForm, standing: oneOf('law', 'named', 'own') });
const party = objectOf({
  party: oneOf('actingFor', 'provider', 'consumer'),
  title: bilingual,
  signs: booleanForm,
});
const codeList = objectOf({
  title: bilingual,
  source,
  codes: listOf(objectOf({ code: textForm, en: textForm, zh: textForm }), 1, 500),
});
const field = objectOf({
  code: fieldCode,
  name: bilingual,
  type: fieldTypeForm,
  disclosure: oneOf('public', 'committed', 'retained'),
  optional: optional(booleanForm),
  personal: optional(oneOf('identifier', 'about', 'sensitive')),
  source: optional(source),
});
const purpose = objectOf({
  title: textForm,
  basis: textForm,
  fields: fieldCodes(1),
  termDays: days,
  retentionDays: days,
  maximumUses: integerForm(1, 1_000_000),
  deliveryHours: hours,
  acknowledgementHours: hours,
  impactAssessment: booleanForm,
});

const ruleForms: Readonly<Record<string, Form<unknown>>> = {
  sum: objectOf({ kind: oneOf('sum'), total: fieldCode, parts: fieldCodes(1) }),
  order: objectOf({ kind: oneOf('order'), fields: fieldCodes(2) }),
  different: objectOf({ kind: oneOf('different'), fields: listOf(fieldCode, 2, 2) }),
  'required-if': objectOf({
    kind: oneOf('required-if'),
    field: fieldCode,
    when: objectOf({ field: fieldCode, values: listOf(textForm, 1, 100) }),
  }),
};

const members = objectOf({
  schema: oneOf('quancheng/template/v1'),
  id: templateIdForm,
  version: templateVersionForm,
  title: bilingual,
  subject: bilingual,
  statement: oneOf('document', 'sharing-event'),
  level: oneOf('general', 'important'),
  legalBases: listOf(source, 1, 16),
  parties: listOf(party, 1, 3),
  codeLists: namedValues(fieldCode, codeList),
  fields: listOf(field, 1, MOST_FIELDS),
  rules: listOf(byKind(ruleForms), 0, 64),
  disclosures: listOf(
    objectOf({ name: fieldCode, to: bilingual, fields: fieldCodes(1), reason: bilingual }),
    0,
    16,
  ),
  purpose: optional(purpose),
  retention: objectOf({ days, basis: source }),
  example: anyObject,
  wrong: listOf(
    objectOf({ reason: bilingual, change: anyObject, code: stringForm('an error code', isErrorCode) }),
    1,
    64,
  ),
});

// The members' forms are the interface's; what TypeScript cannot infer of `byKind`, it takes from there.
export const templateForm: Form<SectorTemplate> = restrict(
  members as unknown as Form<SectorTemplate>,
  templateMismatch,
);
