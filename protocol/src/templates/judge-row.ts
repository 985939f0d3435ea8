import type { ErrorCode } from '../errors/error-registry.js';
import { QuanchengError } from '../errors/quancheng-error.js';
import { mismatchAt, type Form, type Mismatch } from '../form/form.js';
import type { JsonObject } from '../json/json-value.js';
import { brokenRule } from './row-rules.js';
import type { SectorTemplate, TemplateField } from './template.js';
import { valueForm } from './value-form.js';

const compiled = new WeakMap<SectorTemplate, ReadonlyMap<string, Form<unknown>>>();

/**
 * Why a row does not fit its template, if so. The mismatch names the field and what is expected, never the value: it
 * ends up in messages.
 */
export function rowMismatch(template: SectorTemplate, row: JsonObject): Mismatch | undefined {
  return fieldsMismatch(template, row, template.fields) ?? brokenRule(template.rules, row);
}

/** The same for some of the fields, and without the rules between fields. */
export function fieldsMismatch(
  template: SectorTemplate,
  row: JsonObject,
  expected: readonly TemplateField[],
): Mismatch | undefined {
  const forms = formsOf(template);
  const codes = new Set(expected.map(({ code }) => code));
  const unknown = Object.keys(row).find((name) => !codes.has(name));
  if (unknown !== undefined) return at(unknown, 'no such field', 'ROW_FIELD_UNKNOWN');
  for (const field of expected) {
    const value = row[field.code];
    if (value === undefined) {
      if (field.optional !== true) return at(field.code, 'a value', 'ROW_FIELD_MISSING');
      continue;
    }
    const mismatch = forms.get(field.code)?.mismatch(value);
    if (mismatch !== undefined) return mismatchAt(field.code, { code: 'ROW_FIELD_INVALID', ...mismatch });
  }
  return undefined;
}

/** @throws ROW_FIELD_UNKNOWN, ROW_FIELD_MISSING, ROW_FIELD_INVALID, ROW_CODE_UNKNOWN, ROW_CHECK_DIGIT_WRONG, ROW_RULE_BROKEN */
export function assertRow(template: SectorTemplate, row: JsonObject): void {
  const mismatch = rowMismatch(template, row);
  if (mismatch !== undefined) throw rowError(mismatch);
}

export function rowError({ code, path, expected }: Mismatch): QuanchengError {
  return new QuanchengError(code ?? 'ROW_FIELD_INVALID', `${path}: expected ${expected}`);
}

function formsOf(template: SectorTemplate): ReadonlyMap<string, Form<unknown>> {
  const known = compiled.get(template);
  if (known !== undefined) return known;
  const forms = new Map(template.fields.map((field) => [field.code, valueForm(field.type, template)]));
  compiled.set(template, forms);
  return forms;
}

function at(field: string, expected: string, code: ErrorCode): Mismatch {
  return mismatchAt(field, { path: '', expected, code });
}
