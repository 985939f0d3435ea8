import { QuanchengError } from '../errors/quancheng-error.js';
import type { JsonObject } from '../json/json-value.js';
import { rowMismatch } from './judge-row.js';
import type { SectorTemplate } from './template.js';

/**
 * Holds a template against its own examples: the example fits, and each wrong one gives the code that it says.
 * @throws TEMPLATE_EXAMPLE_WRONG
 */
export function assertExamples(template: SectorTemplate): void {
  const mismatch = rowMismatch(template, template.example);
  if (mismatch !== undefined) {
    throw wrong(`/example${mismatch.path}: expected ${mismatch.expected} (${mismatch.code ?? ''})`);
  }
  for (const [index, { change, code }] of template.wrong.entries()) {
    const found = rowMismatch(template, changed(template.example, change))?.code;
    if (found !== code) throw wrong(`/wrong/${index}: gives ${found ?? 'no error'} and not ${code}`);
  }
}

/** A row with other values; `null` takes a field away. */
export function changed(row: JsonObject, change: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries({ ...row, ...change }).filter(([, value]) => value !== null));
}

function wrong(detail: string): QuanchengError {
  return new QuanchengError('TEMPLATE_EXAMPLE_WRONG', detail);
}
