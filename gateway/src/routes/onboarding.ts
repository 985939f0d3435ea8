import type { FastifyInstance } from 'fastify';
import { QuanchengError, type JsonObject } from '@quancheng/protocol';
import { Type } from 'typebox';
import type { GatewayDependencies } from '../dependencies.js';
import { envelopeJson } from '../evidence/json-forms.js';
import { envelope, json, problems } from '../http/schemas.js';
import { sendJson } from '../http/send-json.js';
import { requireBuffer } from '../http/signed-body.js';
import type { KeptRequest } from '../onboarding/onboarding-request.js';
import { statesOf, type RequestState } from '../onboarding/request-states.js';
import { sourceOf } from '../onboarding/source-of.js';
import { takeRefusal } from '../onboarding/take-refusal.js';
import { takeRequest } from '../onboarding/take-request.js';
import { countOf } from './record-kinds.js';

type Dependencies = Pick<
  GatewayDependencies,
  'ledger' | 'mailbox' | 'audience' | 'registry' | 'identifyReader'
>;

const PATH = '/v1/onboarding-requests';
const BODY_LIMIT = 64 * 1024;
const MOST = 50;
const tags = ['onboarding'];
const params = Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{64}$' }) });
const status = Type.Object({
  id: Type.String({ description: 'hex SHA-256 of the request’s envelope' }),
  state: Type.String({ description: 'pending, registered (as the ledger says) or refused' }),
  received: Type.String({ format: 'date-time' }),
  expires: Type.String({ format: 'date-time' }),
  refusal: Type.Optional(envelope),
  request: Type.Optional(envelope),
});

/** /v1/onboarding-requests: applicants ask, registrars read and refuse. What approves is a command to the ledger. */
export function addOnboardingRoutes(app: FastifyInstance, dependencies: Dependencies): void {
  addTaking(app, dependencies);
  addStatus(app, dependencies);
  addList(app, dependencies);
  addRefusal(app, dependencies);
}

function addTaking(app: FastifyInstance, dependencies: Dependencies): void {
  const schema = {
    tags,
    description: 'An envelope of type application/vnd.quancheng.onboard-request+json, signed by the new key',
    body: json('the request', envelope),
    response: {
      200: json('it was there', status),
      201: json('it is kept', status),
      ...problems(409, 413, 415, 422, 429, 503),
    },
  };
  app.post(PATH, { schema, bodyLimit: BODY_LIMIT }, async (request, reply) => {
    const before = new Set(dependencies.mailbox.all().map(({ id }) => id));
    const kept = await takeRequest(dependencies, requireBuffer(request.body), sourceOf(request.ip));
    return sendJson(reply, await statusOf(dependencies, kept), before.has(kept.id) ? 200 : 201);
  });
}

function addStatus(app: FastifyInstance, dependencies: Dependencies): void {
  const schema = { tags, params, response: { 200: json('its state', status), ...problems(404, 503) } };
  app.get<{ Params: { id: string } }>(`${PATH}/:id`, { schema }, async (request, reply) => {
    const kept = dependencies.mailbox.find(request.params.id);
    if (kept === undefined) throw new QuanchengError('RECORD_UNKNOWN', 'no such onboarding request');
    void reply.header('cache-control', 'no-store');
    return sendJson(reply, await statusOf(dependencies, kept));
  });
}

function addList(app: FastifyInstance, dependencies: Dependencies): void {
  const schema = {
    tags,
    description: 'For registrars, by a signed request: oldest first',
    querystring: Type.Object(
      {
        state: Type.Optional(Type.String()),
        after: Type.Optional(Type.String()),
        limit: Type.Optional(Type.String()),
      },
      { additionalProperties: false },
    ),
    response: {
      200: json('requests', Type.Object({ items: Type.Array(status), next: Type.Optional(Type.String()) })),
      ...problems(400, 401, 403, 503),
    },
  };
  app.get<{ Querystring: { state?: string; after?: string; limit?: string } }>(
    PATH,
    { schema },
    async (request, reply) => {
      const reader = await dependencies.identifyReader(request);
      if (reader?.roles.includes('registrar') !== true) {
        throw new QuanchengError('ROLE_MISSING', 'registrars alone read this, by signed requests');
      }
      const { state, after } = request.query;
      const limit = countOf(request.query.limit, MOST, MOST) || 1;
      void reply.header('cache-control', 'no-store');
      return sendJson(reply, await pageOf(dependencies, state, after, limit));
    },
  );
}

function addRefusal(app: FastifyInstance, dependencies: Dependencies): void {
  const schema = {
    tags,
    params,
    description: 'An envelope of type application/vnd.quancheng.onboard-refusal+json, signed by a registrar',
    body: json('the refusal', envelope),
    response: { 200: json('its state', status), ...problems(403, 404, 413, 415, 422, 503) },
  };
  app.post<{ Params: { id: string } }>(
    `${PATH}/:id/refusal`,
    { schema, bodyLimit: BODY_LIMIT },
    async (request, reply) => {
      const kept = await takeRefusal(dependencies, request.params.id, requireBuffer(request.body));
      return sendJson(reply, await statusOf(dependencies, kept));
    },
  );
}

async function pageOf(
  dependencies: Dependencies,
  state: string | undefined,
  after: string | undefined,
  limit: number,
): Promise<JsonObject> {
  const all = dependencies.mailbox.all();
  const states = await statesOf(dependencies, all);
  const found = all
    .map((request, index) => ({ request, state: states[index] ?? 'pending' }))
    .filter((each) => state === undefined || each.state === state);
  const begin = after === undefined ? 0 : found.findIndex(({ request }) => request.id === after) + 1;
  const page = found.slice(begin, begin + limit);
  const last = page.at(-1);
  return {
    items: page.map((each) => ({
      ...statusJson(each.request, each.state),
      request: envelopeJson(each.request.envelope),
    })),
    ...(last === undefined || begin + limit >= found.length ? {} : { next: last.request.id }),
  };
}

async function statusOf(dependencies: Dependencies, request: KeptRequest): Promise<JsonObject> {
  const [state = 'pending'] = await statesOf(dependencies, [request]);
  return statusJson(request, state);
}

function statusJson({ id, received, expires, refusal }: KeptRequest, state: RequestState): JsonObject {
  return {
    id,
    state,
    received,
    expires,
    ...(refusal === undefined ? {} : { refusal: envelopeJson(refusal) }),
  };
}
