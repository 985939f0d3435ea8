import type { VerifierKey } from '@quancheng/protocol';
import { fastify, type FastifyInstance, type FastifyServerOptions } from 'fastify';
import type { CosignContext } from './cosigning/cosign.js';
import { addCheckpointRoute } from './http/add-checkpoint-route.js';
import { problemOf } from './http/problem.js';
import { addStateRoutes } from './http/state-routes.js';
import type { WitnessMetrics } from './metrics.js';

/** 63 proof lines and a note with as many signatures as we read. */
const BODY_LIMIT = 65_536;
const SILENCE = 30_000;

/** The witness's HTTP interface (docs/specs/witness.md). It never listens. */
export function buildWitnessApp(
  context: CosignContext & { readonly key: VerifierKey },
  metrics: WitnessMetrics,
  logger: FastifyServerOptions['logger'] = false,
): FastifyInstance {
  const app = fastify({
    logger,
    bodyLimit: BODY_LIMIT,
    connectionTimeout: SILENCE,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error);
    if (problem.status >= 500) request.log.warn({ err: error }, problem.code);
    if (problem.retryable) void reply.header('retry-after', '1');
    return reply
      .code(problem.status)
      .header('content-type', 'application/problem+json')
      .send(JSON.stringify(problem));
  });
  addCheckpointRoute(app, context, metrics);
  addStateRoutes(app, context, metrics);
  return app;
}
