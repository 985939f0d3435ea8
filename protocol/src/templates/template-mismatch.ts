import type { Mismatch } from '../form/form.js';
import type { FieldType, SectorTemplate, TemplateField, TemplateRule } from './template.js';

/** Conditions between a template's members. */
export function templateMismatch(template: SectorTemplate): Mismatch | undefined {
  const fields = new Map(template.fields.map((field) => [field.code, field]));
  if (fields.size < template.fields.length) return { path: '/fields', expected: 'no code twice' };
  return (
    first(template.fields, (field, index) => judgeField(field, `/fields/${index}`, template)) ??
    first(template.rules, (rule, index) => judgeRule(rule, `/rules/${index}`, fields)) ??
    first(template.disclosures, ({ fields: shown }, index) =>
      first(shown, (code) =>
        fields.get(code)?.disclosure === 'committed'
          ? undefined
          : { path: `/disclosures/${index}/fields`, expected: `committed fields, and not ${code}` },
      ),
    ) ??
    first(template.purpose?.fields ?? [], (code) => known(code, '/purpose/fields', fields)) ??
    judgeParties(template)
  );
}

function judgeField(
  { type, disclosure, personal }: TemplateField,
  path: string,
  template: SectorTemplate,
): Mismatch | undefined {
  if (personal !== undefined && disclosure === 'public') {
    return { path: `${path}/disclosure`, expected: 'committed or retained: it is personal information' };
  }
  const lists = listsOf(type).filter((list) => !Object.hasOwn(template.codeLists, list));
  return lists.length === 0 ? undefined : { path: `${path}/type`, expected: 'a code list of the template' };
}

function listsOf(type: FieldType): readonly string[] {
  if (type.kind === 'list') return listsOf(type.of);
  return type.kind === 'code' ? [type.list] : [];
}

function judgeRule(
  rule: TemplateRule,
  path: string,
  fields: ReadonlyMap<string, TemplateField>,
): Mismatch | undefined {
  const codes = codesOf(rule);
  const unknown = first(codes, (code) => known(code, path, fields));
  if (unknown !== undefined) return unknown;
  if (rule.kind !== 'sum') return undefined;
  const counts = codes.every((code) => fields.get(code)?.type.kind === 'integer');
  return counts ? undefined : { path, expected: 'integers of which to make a sum' };
}

function codesOf(rule: TemplateRule): readonly string[] {
  if (rule.kind === 'sum') return [rule.total, ...rule.parts];
  return rule.kind === 'required-if' ? [rule.field, rule.when.field] : rule.fields;
}

function known(code: string, path: string, fields: ReadonlyMap<string, TemplateField>): Mismatch | undefined {
  return fields.has(code) ? undefined : { path, expected: `fields of the template, and not ${code}` };
}

/** A document has no provider and consumer; somebody signs. */
function judgeParties({ parties, statement }: SectorTemplate): Mismatch | undefined {
  const names = parties.map(({ party }) => party);
  if (new Set(names).size < names.length) return { path: '/parties', expected: 'no party twice' };
  if (statement === 'document' && names.some((party) => party !== 'actingFor')) {
    return { path: '/parties', expected: 'only actingFor: a document has no others' };
  }
  return parties.some(({ signs }) => signs) ? undefined : { path: '/parties', expected: 'one that signs' };
}

function first<Item>(
  items: readonly Item[],
  judge: (item: Item, index: number) => Mismatch | undefined,
): Mismatch | undefined {
  for (const [index, item] of items.entries()) {
    const mismatch = judge(item, index);
    if (mismatch !== undefined) return mismatch;
  }
  return undefined;
}
