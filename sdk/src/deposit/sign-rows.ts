import { decodeUtf8, encodeBase64, formatEnvelope } from '@quancheng/protocol';
import { signBatch } from '../batch/sign-batch.js';
import type { Outbox, OutboxJob, OutboxUnit } from '../outbox/outbox.js';
import { commitOriginal } from '../original/commit-original.js';
import { newSharingStatement } from '../statements/record-statements.js';
import { type DepositContext, statementContext } from './deposit-context.js';
import { rowsBatchId } from './row-position.js';
import type { RowsSource } from './rows-source.js';

/** Signs a batch of rows and stores it before anybody else sees it. */
export async function signRows(
  context: DepositContext,
  outbox: Outbox,
  source: RowsSource,
  job: OutboxJob,
  sequence: number,
  rows: readonly Uint8Array[],
): Promise<OutboxUnit> {
  const first = 1 + sequence * source.batchSize;
  const id = rowsBatchId(job.id, first);
  const statement = statementContext(context);
  const sharing = { sent: job.begun, ...source.sharing };
  const committed = rows.map((row) => commitOriginal(row, source.commitment, source.mediaType));
  const members = committed.map(({ original }, index) =>
    newSharingStatement(statement, {
      id: `${id}.${index}`,
      description: source.description,
      original,
      sharing,
    }),
  );
  const batch = await signBatch(statement, id, members, [context.signer]);
  const unit = {
    id,
    first,
    envelope: decodeUtf8(formatEnvelope(batch.envelope)),
    members: members.map((member) => decodeUtf8(member)),
    originalKeys: committed.flatMap(({ originalKey }) =>
      originalKey === undefined ? [] : [encodeBase64(originalKey)],
    ),
  };
  await outbox.saveUnit(sequence, unit);
  return unit;
}
