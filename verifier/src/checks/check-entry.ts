import {
  envelopeDigest,
  isMemberRecord,
  QuanchengError,
  statementDigests,
  statementKind,
  type LogEntry,
  type SignedRecord,
} from '@quancheng/protocol';
import type { Session } from '../session/session.js';
import type { ReadStatement } from './check-statement.js';

/**
 * The entry binds this statement, this envelope, and the member's index if it is one.
 * @throws ENTRY_MISMATCH
 */
export function checkEntry(
  entry: LogEntry,
  record: SignedRecord,
  { statement, payload }: ReadStatement,
  session: Session,
): void {
  const member = isMemberRecord(record) ? record.batch.index : undefined;
  const envelope = isMemberRecord(record) ? record.batch.envelope : record.envelope;
  const digests = statementDigests(payload);
  const fits =
    entry.kind === statementKind(statement) &&
    entry.sha256 === digests.sha256 &&
    entry.sm3 === digests.sm3 &&
    entry.member === member &&
    entry.envelope === session.envelopeDigests.take(envelope, () => envelopeDigest(envelope));
  if (!fits) throw new QuanchengError('ENTRY_MISMATCH', 'the entry is another record’s');
}
