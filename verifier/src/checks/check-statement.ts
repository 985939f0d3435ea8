import {
  isMemberRecord,
  isRecordStatement,
  parseStatement,
  payloadTypes,
  QuanchengError,
  unverifiedRecordPayload,
  type RecordStatement,
  type SignedRecord,
} from '@quancheng/protocol';

/** A record's statement and its exact bytes. */
export interface ReadStatement {
  readonly statement: RecordStatement;
  readonly payload: Uint8Array;
}

/** The payload is a statement of a kind that becomes a log entry. @throws STATEMENT_INVALID and parsing errors */
export function checkStatement(record: SignedRecord): ReadStatement {
  const envelope = isMemberRecord(record) ? record.batch.envelope : record.envelope;
  if (envelope.payloadType !== payloadTypes.statement) throw invalid('the envelope is not a statement’s');
  const payload = unverifiedRecordPayload(record);
  const statement = parseStatement(payload);
  if (!isRecordStatement(statement)) throw invalid('not a record');
  return { statement, payload };
}

function invalid(detail: string): QuanchengError {
  return new QuanchengError('STATEMENT_INVALID', detail);
}
