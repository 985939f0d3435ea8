import { ascending, listOf, restrict, stringForm } from '@quancheng/protocol';

const FIELD = /^[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*$/;

/** The code of a kind of data, for example `housing-fund.balance`. It says what is shared, never the data itself. */
export const fieldForm = stringForm<string>(
  'a field code such as housing-fund.balance',
  (text) => text.length <= 100 && FIELD.test(text),
);

/** @param least 0 or 1 */
export const fieldsForm = (least: number) =>
  restrict(listOf(fieldForm, least, 128), (fields) =>
    ascending(fields, (field) => field, 'field codes sorted, none twice'),
  );

/** Whether every field is among the allowed ones. */
export function isSubset(fields: readonly string[], allowed: readonly string[]): boolean {
  return fields.every((field) => allowed.includes(field));
}
