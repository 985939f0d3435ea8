import {
  decodeBase64,
  isRecordStatement,
  parseStatement,
  QuanchengError,
  unverifiedPayload,
} from '@quancheng/protocol';
import { rowOfRecord } from '@quancheng/sdk/node';
import type { BundleRecord, EvidenceBundle } from '@quancheng/verifier';

/**
 * For which row of the original file each record of a bundle stands: as its signed id says, else its position.
 * @throws STATEMENT_INVALID if a record is no statement
 */
export function rowsOfBundle(bundle: EvidenceBundle): readonly number[] {
  return bundle.records.map((record, position) => rowOfRecord(recordId(record)) ?? position + 1);
}

/** The position of the record that stands for a row. @throws OPTION_INVALID */
export function positionOfRow(bundle: EvidenceBundle, row: number): number {
  const rows = rowsOfBundle(bundle);
  const position = rows.indexOf(row);
  if (position >= 0) return position;
  const extent = rows.length === 0 ? 'no row' : `rows ${Math.min(...rows)} to ${Math.max(...rows)}`;
  throw new QuanchengError('OPTION_INVALID', `row ${row} is not in this bundle, which holds ${extent}`);
}

function recordId(record: BundleRecord): string {
  const payload = 'envelope' in record ? unverifiedPayload(record.envelope) : decodeBase64(record.payload);
  const statement = parseStatement(payload);
  if (!isRecordStatement(statement)) throw new QuanchengError('STATEMENT_INVALID', 'not a record');
  return statement.id;
}
