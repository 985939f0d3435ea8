import type { IncomingMessage, ServerResponse } from 'node:http';
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

/** They are the same on all answers, so helmet is asked for them once: each time it takes as long as all of HTTP. */
function securityHeaders(): Record<string, string> {
  const headers: Record<string, string> = {};
  const answer = {
    setHeader: (name: string, value: string) => (headers[name.toLowerCase()] = value),
    removeHeader: () => undefined,
  };
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
  apply({} as IncomingMessage, answer as unknown as ServerResponse, (error) => {
    if (error !== undefined) throw error;
  });
  return headers;
}
