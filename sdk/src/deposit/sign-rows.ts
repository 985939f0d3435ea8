import { decodeUtf8, encodeBase64, formatEnvelope, type JsonObject } from '@quancheng/protocol';
import { signBatch } from '../batch/sign-batch.js';
import type { Outbox, OutboxJob, OutboxUnit } from '../outbox/outbox.js';
import { commitOriginal } from '../original/commit-original.js';
import { type DepositContext, depositSigners, statementContext } from './deposit-context.js';
import { rowsBatchId } from './row-position.js';
import { newRowStatement } from './row-statement.js';
import type { RowsSource } from './rows-source.js';

/** One data row. */
export interface SourceRow {
  /** Exactly as it stands in the file. */
  readonly bytes: Uint8Array;
  /** By the fields of the source's template, if it has one. */
  readonly values: JsonObject | undefined;
}

/** Signs a batch of rows and stores it before anybody else sees it. */
export async function signRows(
  context: DepositContext,
  outbox: Outbox,
  source: RowsSource,
  job: OutboxJob,
  sequence: number,
  rows: readonly SourceRow[],
): Promise<OutboxUnit> {
  const first = 1 + sequence * source.batchSize;
  const id = rowsBatchId(job.id, first);
  const statement = statementContext(context);
  const committed = rows.map(({ bytes }) => commitOriginal(bytes, source.commitment, source.mediaType));
  const members = committed.map((original, index) =>
    newRowStatement(
      source,
      { statement, id: `${id}.${index}`, begun: job.begun },
      original,
      rows[index]?.values,
    ),
  );
  const batch = await signBatch(statement, id, members, depositSigners(context));
  const unit = {
    id,
    first,
    envelope: decodeUtf8(formatEnvelope(batch.envelope)),
    members: members.map((member) => decodeUtf8(member)),
    originalKeys: committed.flatMap(({ originalKey }) =>
      originalKey === undefined ? [] : [encodeBase64(originalKey)],
    ),
  };
  await outbox.saveUnit(sequence, { ...unit, gateways: context.client.gateways });
  return unit;
}
