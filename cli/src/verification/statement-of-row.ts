import {
  isRecordStatement,
  parseStatement,
  QuanchengError,
  unverifiedRecordPayload,
  type RecordStatement,
} from '@quancheng/protocol';
import { exportPackage, parseBundle } from '@quancheng/verifier';
import { positionOfRow } from './bundle-rows.js';

/** The statement that stands for a row in a bundle; not verified. @throws PACKAGE_MALFORMED, OPTION_INVALID */
export function statementOfRow(bundleBytes: Uint8Array, row: number): RecordStatement {
  const bundle = parseBundle(bundleBytes);
  const { record } = exportPackage(bundle, positionOfRow(bundle, row));
  const statement = parseStatement(unverifiedRecordPayload(record));
  if (isRecordStatement(statement)) return statement;
  throw new QuanchengError('STATEMENT_INVALID', 'not a record');
}
