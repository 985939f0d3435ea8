import {
  assertRow,
  decodeUtf8,
  hasDuplicateNames,
  isJsonObject,
  QuanchengError,
  type JsonObject,
  type JsonValue,
  type SectorTemplate,
  type TemplateField,
} from '@quancheng/protocol';
import type { RowFormat } from '../rows/row-splitter.js';
import { cellValue } from './cell-value.js';
import { csvCells } from './csv-cells.js';

/** Reads the rows of one file by a template. */
export interface TemplateRows {
  /** The first row of a CSV: each column's title is a field's code or its Chinese name. @throws ROW_FIELD_UNKNOWN, ROWS_MALFORMED */
  header(row: Uint8Array): void;
  /** The row's values by the fields' codes. @throws ROWS_MALFORMED, ROW_… with the row's number */
  read(row: Uint8Array): JsonObject;
}

/** @param format of the file; a CSV without header has the template's fields in their order */
export function newTemplateRows(template: SectorTemplate, format: RowFormat): TemplateRows {
  let columns: readonly TemplateField[] = template.fields;
  let number = 0;
  return {
    header(row) {
      columns = columnsOf(template, csvCells(textOf(row)));
    },
    read(bytes) {
      number += 1;
      try {
        const row = format === 'csv' ? fromCells(csvCells(textOf(bytes)), columns) : fromJson(textOf(bytes));
        assertRow(template, row);
        return row;
      } catch (cause) {
        if (!(cause instanceof QuanchengError)) throw cause;
        throw new QuanchengError(cause.code, `row ${number}: ${cause.detail}`, { cause });
      }
    },
  };
}

function columnsOf({ fields, id }: SectorTemplate, titles: readonly string[]): readonly TemplateField[] {
  const columns = titles.map((title) => {
    const name = title.trim();
    const field = fields.find(({ code, name: { zh } }) => code === name || zh === name);
    if (field !== undefined) return field;
    throw new QuanchengError('ROW_FIELD_UNKNOWN', `${id} has no column ${name}`);
  });
  if (new Set(columns).size < columns.length) {
    throw new QuanchengError('ROWS_MALFORMED', 'the header has one column twice');
  }
  return columns;
}

/** An empty cell is no value. */
function fromCells(cells: readonly string[], columns: readonly TemplateField[]): JsonObject {
  if (cells.length !== columns.length) {
    throw new QuanchengError('ROWS_MALFORMED', `${cells.length} cells instead of ${columns.length}`);
  }
  return Object.fromEntries(
    columns.flatMap((field, index) => {
      const cell = cells[index] ?? '';
      return cell === '' ? [] : [[field.code, cellValue(cell, field.type)]];
    }),
  );
}

function fromJson(text: string): JsonObject {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch (cause) {
    throw new QuanchengError('ROWS_MALFORMED', 'not JSON', { cause });
  }
  if (hasDuplicateNames(text, value)) throw new QuanchengError('ROWS_MALFORMED', 'a name occurs twice');
  if (isJsonObject(value)) return value;
  throw new QuanchengError('ROWS_MALFORMED', 'not a JSON object');
}

/** A spreadsheet's byte order mark is no part of the first title. */
function textOf(bytes: Uint8Array): string {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return decodeUtf8(marked ? bytes.subarray(3) : bytes);
}
