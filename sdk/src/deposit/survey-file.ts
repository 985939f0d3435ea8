import { createHash } from 'node:crypto';
import { type PinnedTemplate, QuanchengError } from '@quancheng/protocol';
import { readRows, type ReadRowsOptions } from '../node/files/read-rows.js';
import { newTemplateRows } from '../templates/template-rows.js';

/** What a first reading tells of a file of rows. */
export interface FileSurvey {
  /** Hex SHA-256 of all its bytes. */
  readonly digest: string;
  /** Data rows. */
  readonly rows: number;
}

/**
 * Reads a file of rows to its end, so that one that cannot be split, or does not fit its template, is refused before
 * anything is signed.
 * @throws FILE_UNREADABLE, ROWS_MALFORMED, ROW_…
 */
export async function surveyFile(
  path: string,
  options: ReadRowsOptions & { readonly template?: PinnedTemplate },
): Promise<FileSurvey> {
  const hash = createHash('sha256');
  let rows = 0;
  const onChunk = (chunk: Uint8Array) => void hash.update(chunk);
  const { template } = options;
  const judge = template && newTemplateRows(template.template, options.format);
  const onHeader = (row: Uint8Array) => judge?.header(row);
  for await (const row of readRows(path, { ...options, onChunk, onHeader })) {
    judge?.read(row);
    rows += 1;
  }
  if (rows === 0) throw new QuanchengError('ROWS_MALFORMED', `${path} has no data row`);
  return { digest: hash.digest('hex'), rows };
}
