import type { FastifyInstance, HTTPMethods } from 'fastify';
import { QuanchengError } from '@quancheng/protocol';

const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/**
 * Answers 405 with an Allow header where an address exists under another method. Call it before the routes are
 * added; the returned function adds what is missing once they all are.
 */
export function addMethodNotAllowed(app: FastifyInstance): () => void {
  const allowed = new Map<string, Set<HTTPMethods>>();
  app.addHook('onRoute', ({ url, method }) => {
    const methods = allowed.get(url) ?? new Set();
    for (const each of [method].flat()) methods.add(each);
    allowed.set(url, methods);
  });
  return () => {
    for (const [url, present] of allowed) {
      const missing = METHODS.filter((method) => !present.has(method));
      const allow = [...present].sort().join(', ');
      app.route({
        url,
        method: missing,
        schema: { hide: true },
        // Before the body is looked at, so that its type or size does not hide what is really wrong.
        onRequest: async (request, reply) => {
          void reply.header('allow', allow);
          throw new QuanchengError(
            'METHOD_NOT_ALLOWED',
            `${request.method} is not for this address; allowed: ${allow}`,
          );
        },
        handler: (_request, reply) => reply,
      });
    }
  };
}
