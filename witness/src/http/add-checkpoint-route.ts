import { decodeUtf8, isQuanchengError, QuanchengError, TLOG_SIZE_TYPE } from '@quancheng/protocol';
import type { FastifyInstance } from 'fastify';
import { cosign, type CosignContext } from '../cosigning/cosign.js';
import type { WitnessMetrics } from '../metrics.js';
import { problemOf } from './problem.js';

const TEXT = 'text/plain; charset=utf-8';

/** POST /add-checkpoint (C2SP tlog-witness) */
export function addCheckpointRoute(
  app: FastifyInstance,
  context: CosignContext,
  metrics: WitnessMetrics,
): void {
  app.post('/add-checkpoint', async (request, reply) => {
    const begin = performance.now();
    try {
      const answer = await cosign(readBody(request.body), context);
      if (answer.kind === 'conflict') {
        metrics.conflicted();
        return await reply.code(409).header('content-type', TLOG_SIZE_TYPE).send(`${answer.size}\n`);
      }
      const { origin, size } = answer.head.checkpoint;
      metrics.cosigned(origin, size, context.clock() / 1_000);
      return await reply.header('content-type', TEXT).send(answer.lines);
    } catch (error) {
      metrics.refused(problemOf(error).code);
      throw error;
    } finally {
      metrics.answered((performance.now() - begin) / 1_000);
    }
  });
}

/** @throws ADD_CHECKPOINT_MALFORMED */
function readBody(body: unknown): string {
  try {
    if (Buffer.isBuffer(body)) return decodeUtf8(body);
  } catch (cause) {
    if (!isQuanchengError(cause)) throw cause;
    throw new QuanchengError('ADD_CHECKPOINT_MALFORMED', 'not UTF-8', { cause });
  }
  throw new QuanchengError('ADD_CHECKPOINT_MALFORMED', 'an empty body');
}
