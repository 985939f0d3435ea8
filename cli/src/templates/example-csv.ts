import type { SectorTemplate } from '@quancheng/protocol';
import { formatCell } from '@quancheng/sdk';

/** A file of rows to begin with: the columns' Chinese titles, and the example as its row. */
export function exampleCsv({ fields, example }: SectorTemplate): string {
  const titles = fields.map(({ name }) => name.zh);
  const cells = fields.map(({ code, type }) => {
    const value = example[code];
    return value === undefined ? '' : formatCell(value, type);
  });
  return `${csvRow(titles)}\r\n${csvRow(cells)}\r\n`;
}

function csvRow(cells: readonly string[]): string {
  return cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
}
