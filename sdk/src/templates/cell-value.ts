import type { FieldType, IntegerType, JsonValue } from '@quancheng/protocol';

/** What separates a list's items in one cell. */
const SEPARATOR = ';';

/**
 * What a cell of a CSV file says, in the type of its field. Nothing is guessed: a cell that is not written as the
 * template says stays a text, which the row's form then refuses.
 */
export function cellValue(cell: string, type: FieldType): JsonValue {
  switch (type.kind) {
    case 'integer':
      return integerValue(cell, type);
    case 'boolean':
      return booleans.get(cell) ?? cell;
    case 'list':
      return cell.split(SEPARATOR).map((item) => cellValue(item, type.of));
    default:
      return cell;
  }
}

const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
  ['是', true],
  ['否', false],
]);

/** Decimals are shifted as text: no floating point ever sees an amount. */
function integerValue(cell: string, { written }: IntegerType): JsonValue {
  const scale = written?.scale ?? 0;
  const [, sign, whole, point, decimals = ''] = /^(-?)(0|[1-9]\d{0,15})(\.(\d+))?$/.exec(cell) ?? [];
  if (whole === undefined || decimals.length !== scale || (point !== undefined && scale === 0)) return cell;
  const value = Number(`${sign ?? ''}${whole}${decimals}`);
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? value : cell;
}

/** How a file of rows writes a field: for messages and for a file's first draft. */
export function cellForm(type: FieldType): string {
  if (type.kind !== 'integer' || type.written === undefined) return type.kind;
  const { unit, scale } = type.written;
  return `${unit}, ${scale} decimals`;
}

/** The cell of a value: what `cellValue` reads back. */
export function formatCell(value: JsonValue, type: FieldType): string {
  if (type.kind === 'list' && Array.isArray(value)) {
    return (value as readonly JsonValue[]).map((item) => formatCell(item, type.of)).join(SEPARATOR);
  }
  if (typeof value !== 'number' || type.kind !== 'integer' || type.written === undefined) {
    return typeof value === 'string' ? value : JSON.stringify(value);
  }
  const digits = String(Math.abs(value)).padStart(type.written.scale + 1, '0');
  const split = digits.length - type.written.scale;
  return `${value < 0 ? '-' : ''}${digits.slice(0, split)}.${digits.slice(split)}`;
}
