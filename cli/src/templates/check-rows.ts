import { isQuanchengError, type PinnedTemplate } from '@quancheng/protocol';
import { newTemplateRows, readRows, rowFormatOf } from '@quancheng/sdk/node';

export interface RowsCheck {
  readonly rows: number;
  /** What is wrong, in the file's order; the first thing of each row. */
  readonly problems: readonly { readonly code: string; readonly detail: string }[];
}

/** Holds every row of a file against a template. @throws FILE_UNREADABLE, ROWS_MALFORMED, ROW_FIELD_UNKNOWN of a header */
export async function checkRows(
  { template }: PinnedTemplate,
  path: string,
  headerless: boolean,
): Promise<RowsCheck> {
  const format = rowFormatOf(path);
  const reader = newTemplateRows(template, format);
  const problems: { code: string; detail: string }[] = [];
  let rows = 0;
  const onHeader = (row: Uint8Array) => reader.header(row);
  for await (const row of readRows(path, { format, headerless, onHeader })) {
    rows += 1;
    try {
      reader.read(row);
    } catch (error) {
      if (!isQuanchengError(error)) throw error;
      problems.push({ code: error.code, detail: error.detail });
    }
  }
  return { rows, problems };
}
