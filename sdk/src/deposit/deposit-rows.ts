import { createHash } from 'node:crypto';
import { type JsonObject, type PinnedTemplate, QuanchengError } from '@quancheng/protocol';
import { readRows } from '../node/files/read-rows.js';
import { openOutbox } from '../outbox/level-outbox.js';
import type { Outbox, OutboxAcknowledgement, OutboxJob } from '../outbox/outbox.js';
import { beginJob } from './begin-job.js';
import { type DepositContext, outboxFolder } from './deposit-context.js';
import { inOrder } from './in-order.js';
import { newTemplateRows } from '../templates/template-rows.js';
import type { RowsSource } from './rows-source.js';
import { sendUnit } from './send-unit.js';
import { signRows, type SourceRow } from './sign-rows.js';
import { surveyFile } from './survey-file.js';

/** Deposited rows that wait for their evidence. */
export interface RowsDeposit {
  readonly folder: string;
  readonly job: OutboxJob;
  readonly rows: number;
  readonly acknowledgements: readonly OutboxAcknowledgement[];
}

/** Batches that are sent while the next one is made; more would only queue up at the log. */
const IN_FLIGHT = 2;

/**
 * Deposits all rows of a file in signed batches. Killed and called again, it goes on: a batch that was signed is sent
 * as it is, one that was acknowledged is not sent again.
 * @throws ROWS_MALFORMED, ROW_…, PLAIN_DIGEST_REFUSED, TEMPLATE_VIOLATED, DEPOSIT_OPTIONS_CHANGED, OUTBOX_LOCKED, and the client's errors
 */
export async function depositRows(context: DepositContext, source: RowsSource): Promise<RowsDeposit> {
  const { digest, rows } = await surveyFile(source.path, source);
  const folder = outboxFolder(context, { kind: 'rows', digest });
  const outbox = await openOutbox(folder);
  try {
    const { ledger, participant } = context;
    const units = Math.ceil(rows / source.batchSize);
    const options = optionsOf(source);
    const { path, output } = source;
    const wanted = { kind: 'rows' as const, path, output, digest, ledger, participant, options, units };
    const job = await beginJob(outbox, wanted, source.again);
    return { folder, job, rows, acknowledgements: await sendBatches(context, outbox, source, job, rows) };
  } finally {
    await outbox.close();
  }
}

async function sendBatches(
  context: DepositContext,
  outbox: Outbox,
  source: RowsSource,
  job: OutboxJob,
  total: number,
): Promise<readonly OutboxAcknowledgement[]> {
  const acknowledgements: OutboxAcknowledgement[] = [];
  let done = 0;
  for await (const acknowledgement of inOrder(batches(context, outbox, source, job), IN_FLIGHT)) {
    acknowledgements.push(acknowledgement);
    done += acknowledgement.size;
    source.onProgress?.(done, total);
  }
  return acknowledgements;
}

/** Starts one sending after the other; the file is read along, and must still be the one that was surveyed. */
async function* batches(context: DepositContext, outbox: Outbox, source: RowsSource, job: OutboxJob) {
  const hash = createHash('sha256');
  const onChunk = (chunk: Uint8Array) => void hash.update(chunk);
  const read = source.template && newTemplateRows(source.template.template, source.format);
  const onHeader = (row: Uint8Array) => read?.header(row);
  let rows: SourceRow[] = [];
  let sequence = 0;
  const start = async (number: number, part: readonly SourceRow[]) => {
    const unit = (await outbox.unit(number)) ?? (await signRows(context, outbox, source, job, number, part));
    return { sending: sendUnit(context.client, outbox, number, unit) };
  };
  for await (const bytes of readRows(source.path, { ...source, onChunk, onHeader })) {
    rows.push({ bytes, values: read?.read(bytes) });
    if (rows.length < source.batchSize) continue;
    yield await start(sequence, rows);
    sequence += 1;
    rows = [];
  }
  if (hash.digest('hex') !== job.digest) {
    throw new QuanchengError('ROWS_MALFORMED', `${source.path} changed while it was read`);
  }
  if (rows.length > 0) yield await start(sequence, rows);
}

function optionsOf({
  mediaType,
  commitment,
  description,
  sharing,
  batchSize,
  format,
  headerless,
  template,
}: RowsSource): JsonObject {
  const { reference, ...rest } = sharing ?? {};
  return {
    mediaType,
    commitment,
    description: { ...description, provenance: { ...description.provenance } },
    ...(sharing === undefined
      ? {}
      : { sharing: reference === undefined ? rest : { ...rest, reference: { ...reference } } }),
    batchSize,
    format,
    headerless: headerless === true,
    ...(template === undefined ? {} : { template: nameOf(template) }),
  };
}

function nameOf({ template: { id, version }, sha256 }: PinnedTemplate): JsonObject {
  return { id, version, sha256 };
}
