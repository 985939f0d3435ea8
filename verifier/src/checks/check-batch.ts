import {
  assertBatchMember,
  parseStatement,
  QuanchengError,
  unverifiedPayload,
  verifyBatchPath,
  type BatchStatement,
  type Envelope,
  type MemberRecord,
} from '@quancheng/protocol';
import type { Session } from '../session/session.js';
import type { ReadStatement } from './check-statement.js';

/**
 * The statement is the batch's member at its index.
 * @throws BATCH_PROOF_INVALID, BATCH_MEMBER_MISPLACED
 */
export function checkBatch(
  { batch }: MemberRecord,
  { statement, payload }: ReadStatement,
  session: Session,
): BatchStatement {
  const { envelope, index, path } = batch;
  const batchStatement = session.batches.take(envelope, () => parseBatch(envelope));
  assertBatchMember(batchStatement, statement, index);
  verifyBatchPath(batchStatement, payload, index, path);
  return batchStatement;
}

function parseBatch(envelope: Envelope): BatchStatement {
  const statement = parseStatement(unverifiedPayload(envelope));
  if (statement.schema === 'quancheng/batch/v1') return statement;
  throw new QuanchengError('BATCH_PROOF_INVALID', 'the envelope is not a batch’s');
}
