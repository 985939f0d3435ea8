import type { Mismatch } from '../form/form.js';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import type { TemplateRule } from './template.js';

/** The first rule between fields that a row of the right form breaks. */
export function brokenRule(rules: readonly TemplateRule[], row: JsonObject): Mismatch | undefined {
  for (const rule of rules) {
    const broken = judge(rule, row);
    if (broken !== undefined) return { ...broken, code: 'ROW_RULE_BROKEN' };
  }
  return undefined;
}

function judge(rule: TemplateRule, row: JsonObject): Mismatch | undefined {
  switch (rule.kind) {
    case 'sum':
      return judgeSum(rule, row);
    case 'order':
      return judgePairs(rule.fields, row, (left, right) => left <= right, 'not before');
    case 'different':
      return judgePairs(rule.fields, row, (left, right) => left !== right, 'another value than');
    case 'required-if':
      return judgeRequired(rule, row);
  }
}

function judgeSum({ total, parts }: TemplateRule & { kind: 'sum' }, row: JsonObject): Mismatch | undefined {
  // A part that is left out counts nothing. Sums of up to 128 safe integers are compared exactly.
  const sum = parts.reduce((all, part) => all + BigInt(numberOf(row[part])), 0n);
  if (row[total] === undefined || BigInt(numberOf(row[total])) === sum) return undefined;
  return { path: `/${total}`, expected: `the sum of ${parts.join(', ')}` };
}

type Comparable = string | number;

/** Neighbours among the values that are there. Dates, months and times sort as their text does. */
function judgePairs(
  fields: readonly string[],
  row: JsonObject,
  holds: (left: Comparable, right: Comparable) => boolean,
  words: string,
): Mismatch | undefined {
  const present = fields.flatMap((field): [string, Comparable][] => {
    const value = row[field];
    return typeof value === 'string' || typeof value === 'number' ? [[field, value]] : [];
  });
  for (const [index, [field, value]] of present.entries()) {
    const previous = present[index - 1];
    if (previous !== undefined && !holds(previous[1], value)) {
      return { path: `/${field}`, expected: `${words} ${previous[0]}` };
    }
  }
  return undefined;
}

function judgeRequired(
  { field, when }: TemplateRule & { kind: 'required-if' },
  row: JsonObject,
): Mismatch | undefined {
  const given = row[when.field];
  if (typeof given !== 'string' || !when.values.includes(given) || row[field] !== undefined) return undefined;
  return { path: `/${field}`, expected: `a value, since ${when.field} is ${given}` };
}

function numberOf(value: JsonValue | undefined): number {
  return typeof value === 'number' ? value : 0;
}
