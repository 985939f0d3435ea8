import type { FastifyInstance } from 'fastify';
import type { GatewayDependencies } from '../dependencies.js';
import { appendJudged, judgeSigners } from '../deposit/deposit.js';
import { describeBatch, membersOf, prepareBatch } from '../deposit/prepare-batch.js';
import { readBatch } from '../deposit/read-batch.js';
import { assertInContext } from '../deposit/record-context.js';
import { receiptJson, receiptStatus } from '../http/receipt.js';
import { batchReceipt, json, problems } from '../http/schemas.js';
import { sendJson } from '../http/send-json.js';
import { requireStream } from '../http/signed-body.js';
import { registerGauge } from '../metrics/gauge.js';
import { metered } from '../metrics/metered.js';
import { newByteBudget } from '../streams/byte-budget.js';
import { newMemoryPool } from '../streams/memory-pool.js';

const schema = {
  tags: ['deposit'],
  description:
    'A signed batch as NDJSON: first the batch’s envelope, then each member statement in order, every line ended by ' +
    'a newline. All of it is taken, or nothing.',
  body: { content: { 'application/x-ndjson': { schema: { type: 'string' } } } },
  response: {
    200: json('there already, with the first promise', batchReceipt),
    201: json('on disk and promised', batchReceipt),
    ...problems(400, 413, 415, 422, 429, 503),
  },
};

/** Memory of past batches that is kept for the next ones. */
const IDLE_BYTES = 32 * 1024 * 1024;

/** POST /v1/batches */
export function addBatchDeposit(app: FastifyInstance, dependencies: GatewayDependencies): void {
  const budget = newByteBudget(dependencies.batchBytes);
  const memory = newMemoryPool(IDLE_BYTES);
  const { registry, stages } = dependencies.meters;
  const { verify, digest } = stages;
  registerGauge(
    registry,
    'quancheng_batches_held_bytes',
    'Bytes of batches in memory that are being read and judged',
    () => budget.used,
  );
  app.post('/v1/batches', { schema }, async (request, reply) => {
    const share = budget.open();
    try {
      const length = announcedLength(request.headers['content-length']);
      const incoming = { stream: requireStream(request.body), length, share, memory };
      const { header, body } = await readBatch(incoming, async (received) => {
        assertInContext(received.statement, { audience: dependencies.audience, now: dependencies.clock() });
        await metered(verify, received.statement.size, () =>
          judgeSigners(dependencies, describeBatch(received)),
        );
      });
      const read = await metered(digest, header.statement.size, () =>
        dependencies.members.read(membersOf(header), body),
      );
      const receipt = await appendJudged(dependencies, prepareBatch(header, read.body, read.entries));
      // What is on disk is needed no more.
      memory.give(read.body);
      return await sendJson(reply, receiptJson(receipt, { size: receipt.size }), receiptStatus(receipt));
    } finally {
      share.release();
    }
  });
}

/** Node has refused a body of another length than announced. */
function announcedLength(header: string | undefined): number | undefined {
  return header === undefined ? undefined : Number(header);
}
