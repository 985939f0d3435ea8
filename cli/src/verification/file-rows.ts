import { QuanchengError } from '@quancheng/protocol';
import { readRows, rowFormatOf } from '@quancheng/sdk/node';

export interface RowFileOptions {
  readonly headerless?: boolean;
}

/** The exact bytes of some rows of a file, by their number from 1. @throws OPTION_INVALID if one isn't there */
export async function readFileRows(
  path: string,
  numbers: readonly number[],
  options: RowFileOptions,
): Promise<ReadonlyMap<number, Uint8Array>> {
  const wanted = new Set(numbers);
  const rows = new Map<number, Uint8Array>();
  let number = 0;
  for await (const row of readRows(path, {
    format: rowFormatOf(path),
    headerless: options.headerless === true,
  })) {
    number += 1;
    if (wanted.has(number)) rows.set(number, row);
    if (rows.size === wanted.size) break;
  }
  const missing = numbers.find((each) => !rows.has(each));
  if (missing !== undefined) throw new QuanchengError('OPTION_INVALID', `${path} has no row ${missing}`);
  return rows;
}
