import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { QuanchengError } from '@quancheng/protocol';
import { codedError } from '../http/coded-error.js';
import { languageOf, newProblem, PROBLEM_TYPE, retryAfter } from '../http/problem.js';

/** Every error of every route, 404 included, is answered as RFC 9457 problem details with a code. */
export function addProblemAnswers(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply));
  app.setNotFoundHandler((request, reply) => {
    return sendProblem(
      new QuanchengError('ADDRESS_UNKNOWN', `nothing at ${request.method} ${pathOf(request)}`),
      request,
      reply,
    );
  });
}

export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const coded = codedError(error);
  const problem = newProblem(coded, languageOf(request.headers['accept-language']));
  if (coded.code === 'GATEWAY_FAILED') request.log.error({ err: coded.cause }, 'unexpected failure');
  const seconds = retryAfter(problem, Date.now());
  if (seconds !== undefined) void reply.header('retry-after', seconds);
  return reply.code(problem.status).type(PROBLEM_TYPE).send(JSON.stringify(problem));
}

function pathOf(request: FastifyRequest): string {
  return (request.url.split('?')[0] ?? '').slice(0, 200);
}
