import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';

/** OpenAPI 3.1 at /openapi.json, made from the routes' schemas, and a page that shows it at /docs. */
export async function addDocumentation(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    // OpenAPI has no wildcards: the rest of the path is shown as one parameter.
    transform: ({ schema, url }) => ({
      schema: url.endsWith('/*') ? { ...schema, params: Type.Object({ path: Type.String() }) } : schema,
      url: url.replace('/*', '/:path'),
    }),
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Quancheng gateway',
        description:
          'Takes signed records, promises and logs them, and gives back evidence that anyone can check offline. ' +
          'The gateway is an untrusted relay: authority comes from signatures and the ledger’s registry alone. ' +
          'Errors are RFC 9457 problem details with a stable `code`.',
        version,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      tags: [
        { name: 'deposit', description: 'Signed records and batches in, promises out' },
        { name: 'evidence', description: 'Records, proofs, packages and bundles' },
        { name: 'ledger', description: 'Commands to the ledger, and what it holds' },
        { name: 'log', description: 'The transparency log (C2SP tlog-tiles)' },
        { name: 'operation', description: 'Health and self-description' },
      ],
    },
  });
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true });
  app.get('/openapi.json', { schema: { hide: true } }, (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(JSON.stringify(app.swagger())),
  );
}
