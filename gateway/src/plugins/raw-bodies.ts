import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { QuanchengError } from '@quancheng/protocol';
import { collectBody } from '../http/collect-body.js';
import type { ByteBudget, ByteShare } from '../streams/byte-budget.js';

export const JSON_BODY_LIMIT = 1024 * 1024;

declare module 'fastify' {
  interface FastifyRequest {
    /** What its JSON body holds of the gateway's memory. */
    bodyShare: ByteShare | undefined;
  }
}

/**
 * Signed bodies reach the handlers as they came: a JSON body as one buffer, NDJSON as the request's stream.
 * Nothing parses, coerces or strips them before our own strict parser. Other content types are refused.
 * @param budget of all JSON bodies, each held until its request is answered
 */
export function addRawBodies(app: FastifyInstance, budget: ByteBudget): void {
  app.removeAllContentTypeParsers();
  app.decorateRequest('bodyShare', undefined);
  app.addHook('onRequest', (request, reply, done) => {
    if (request.method === 'POST') reply.raw.once('close', () => request.bodyShare?.release());
    done();
  });
  app.addContentTypeParser('application/json', (request: FastifyRequest, stream: IncomingMessage) => {
    if (Number(request.headers['content-length']) > JSON_BODY_LIMIT)
      return Promise.reject(new QuanchengError('BODY_TOO_LARGE', `more than ${JSON_BODY_LIMIT} bytes`));
    request.bodyShare = budget.open();
    return collectBody(stream, JSON_BODY_LIMIT, request.bodyShare);
  });
  app.addContentTypeParser('application/x-ndjson', (_request, stream, done) => done(null, stream));
}
