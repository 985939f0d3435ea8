import { createHash } from 'node:crypto';
import { QuanchengError } from '@quancheng/protocol';
import { readRows, type ReadRowsOptions } from '../node/files/read-rows.js';

/** What a first reading tells of a file of rows. */
export interface FileSurvey {
  /** Hex SHA-256 of all its bytes. */
  readonly digest: string;
  /** Data rows. */
  readonly rows: number;
}

/**
 * Reads a file of rows to its end, so that one that cannot be split is refused before anything is signed.
 * @throws FILE_UNREADABLE, ROWS_MALFORMED
 */
export async function surveyFile(path: string, options: ReadRowsOptions): Promise<FileSurvey> {
  const hash = createHash('sha256');
  let rows = 0;
  const onChunk = (chunk: Uint8Array) => void hash.update(chunk);
  for await (const row of readRows(path, { ...options, onChunk })) rows += row.length > 0 ? 1 : 0;
  if (rows === 0) throw new QuanchengError('ROWS_MALFORMED', `${path} has no data row`);
  return { digest: hash.digest('hex'), rows };
}
