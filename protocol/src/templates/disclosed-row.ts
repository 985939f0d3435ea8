import { QuanchengError } from '../errors/quancheng-error.js';
import type { JsonObject } from '../json/json-value.js';
import type { Disclosure } from './disclosure.js';
import { boundFields } from './field-tree.js';
import { fieldsMismatch, rowError } from './judge-row.js';
import type { SectorTemplate } from './template.js';

/**
 * Holds disclosed values against their template: each field stands where the template has it, and its value has the
 * field's form. Fields that were not disclosed are not judged, nor are rules between fields.
 * @throws DISCLOSURE_MISMATCH, ROW_…
 */
export function assertDisclosedFields(template: SectorTemplate, { fields }: Disclosure): void {
  const bound = boundFields(template);
  const shown = fields.map(({ field, index }) => {
    const expected = bound[index];
    if (expected?.code === field) return expected;
    throw new QuanchengError('DISCLOSURE_MISMATCH', `${field} is not field ${index} of ${template.id}`);
  });
  const values: JsonObject = Object.fromEntries(
    fields.flatMap(({ field, value }) => (value === null ? [] : [[field, value]])),
  );
  const mismatch = fieldsMismatch(template, values, shown);
  if (mismatch !== undefined) throw rowError(mismatch);
}
