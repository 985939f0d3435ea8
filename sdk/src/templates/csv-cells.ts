import { QuanchengError } from '@quancheng/protocol';

/** One cell of RFC 4180, quoted or plain, with the comma or the end that follows it. */
const CELL = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;

/** The cells of one CSV row (RFC 4180), quotes taken off. @throws ROWS_MALFORMED */
export function csvCells(row: string): readonly string[] {
  const cells: string[] = [];
  CELL.lastIndex = 0;
  for (;;) {
    const match = CELL.exec(row);
    if (match === null) throw new QuanchengError('ROWS_MALFORMED', 'a quote stands inside a plain cell');
    const [, quoted, plain, end] = match;
    cells.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === '') return cells;
  }
}
