import type { FastifyInstance } from 'fastify';

export const JSON_BODY_LIMIT = 1024 * 1024;

/**
 * Signed bodies reach the handlers as they came: a JSON body as one buffer, NDJSON as the request's stream.
 * Nothing parses, coerces or strips them before our own strict parser. Other content types are refused.
 */
export function addRawBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: JSON_BODY_LIMIT },
    (_request, body, done) => done(null, body),
  );
  app.addContentTypeParser('application/x-ndjson', (_request, stream, done) => done(null, stream));
}
