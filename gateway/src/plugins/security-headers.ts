import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';

/**
 * Conservative headers on every answer. The log's files are public and self-verifying, so that pages of other
 * origins (an auditor's) may read them: hence cross-origin resource policy and CORS for reads.
 */
export function addSecurityHeaders(app: FastifyInstance): void {
  const headers = securityHeaders();
  app.addHook('onRequest', (request, reply, done) => {
    void reply.headers(headers);
    if (request.method === 'GET' || request.method === 'HEAD')
      void reply.header('access-control-allow-origin', '*');
    done();
  });
}

/** They are the same on all answers, so helmet is asked once: on each one it takes as long as the rest of HTTP. */
function securityHeaders(): ReturnType<ServerResponse['getHeaders']> {
  const request = new IncomingMessage(new Socket());
  const answer = new ServerResponse(request);
  const apply = helmet({
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
  apply(request, answer, (error) => {
    if (error !== undefined) throw new Error('the security headers are misconfigured', { cause: error });
  });
  return { ...answer.getHeaders() };
}
