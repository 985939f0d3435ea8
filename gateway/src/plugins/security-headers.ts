import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/**
 * Conservative headers on every answer. The log's files are public and self-verifying, so that pages of other
 * origins (an auditor's) may read them: hence cross-origin resource policy and CORS for reads.
 */
export async function addSecurityHeaders(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
      },
    },
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    // The gateway itself speaks plain HTTP behind a TLS proxy, which is the one to promise TLS.
    strictTransportSecurity: false,
  });
  app.addHook('onRequest', async (request, reply) => {
    if (request.method === 'GET' || request.method === 'HEAD')
      void reply.header('access-control-allow-origin', '*');
  });
}
