import { collectionKey, entryKey } from '@quancheng/domain';
import type { Ledger } from '@quancheng/ledger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { JsonObject } from '@quancheng/protocol';
import { Type } from 'typebox';
import type { GatewayDependencies } from '../dependencies.js';
import { readPages } from '../evidence/state-pages.js';
import { json, participantId, problems, readNonce, readsAnswer, recordId } from '../http/schemas.js';
import { sendJson } from '../http/send-json.js';
import { assertKeysReadable } from '../reading/readable-keys.js';
import { countOf } from './record-kinds.js';
import { readsJson } from './record-reads.js';

type Dependencies = Pick<GatewayDependencies, 'identifyReader' | 'ledger'>;

interface Request {
  readonly Params: { readonly what: string; readonly participant: string; readonly id?: string };
  readonly Querystring: { readonly nonce?: string; readonly after?: string; readonly limit?: string };
}

const what = Type.String({ pattern: '^[a-z][a-z-]{0,31}$', description: 'what is collected' });
const optional = Type.Optional(Type.String());
const list = Type.Object({
  collection: Type.Unknown({ description: 'its head, or null while it is empty' }),
  entries: Type.Array(
    Type.Object({ number: Type.Integer(), record: Type.String(), version: Type.Integer() }),
  ),
  next: optional,
  tick: Type.Unknown({ description: 'the ledger’s newest tick' }),
});

/** GET /v1/collections/{what}/{participant}[/{id}] and …/read: from the ledger itself. */
export function addCollectionRoutes(app: FastifyInstance, dependencies: Dependencies): void {
  const ofParticipant = Type.Object({ what, participant: participantId });
  const ofRecord = Type.Object({ what, participant: participantId, id: recordId });
  for (const [path, params] of [
    ['/v1/collections/:what/:participant', ofParticipant],
    ['/v1/collections/:what/:participant/:id', ofRecord],
  ] as const) {
    addListRoute(app, dependencies, path, params);
    addReadRoute(app, dependencies, `${path}/read`, params);
  }
}

function addListRoute(
  app: FastifyInstance,
  dependencies: Dependencies,
  path: string,
  params: ReturnType<typeof Type.Object>,
): void {
  const { ledger } = dependencies;
  app.get<Request>(
    path,
    {
      schema: {
        tags: ['records'],
        params,
        querystring: Type.Object({ after: optional, limit: optional }, { additionalProperties: false }),
        response: { 200: json('entries, oldest first', list), ...problems(400, 401, 404, 503) },
      },
    },
    async (request, reply) => {
      const name = await readableName(dependencies, request);
      const after = countOf(request.query.after, 0, Number.MAX_SAFE_INTEGER);
      const limit = countOf(request.query.limit, DEFAULT, MOST) || 1;
      return sendJson(reply, await readEntries(ledger, name, after, limit));
    },
  );
}

function addReadRoute(
  app: FastifyInstance,
  dependencies: Dependencies,
  path: string,
  params: ReturnType<typeof Type.Object>,
): void {
  app.get<Request>(
    path,
    {
      schema: {
        tags: ['records'],
        params,
        querystring: Type.Object(
          { nonce: Type.Optional(readNonce), after: optional },
          { additionalProperties: false },
        ),
        response: {
          200: json('Base64 of endorsed payloads', readsAnswer),
          ...problems(400, 401, 404, 409, 503),
        },
      },
    },
    async (request, reply) => {
      const name = await readableName(dependencies, request);
      const { nonce } = request.query;
      const after = countOf(request.query.after, 0, Number.MAX_SAFE_INTEGER);
      const state = {
        head: collectionKey(name),
        countOf: (head: JsonObject | null) => Number(head?.['count'] ?? 0),
        itemKey: (number: number) => entryKey(name, number),
      };
      void reply.header('cache-control', 'no-store');
      return sendJson(reply, readsJson(await readPages(dependencies.ledger, state, { after, nonce })));
    },
  );
}

/** @throws RECORD_UNKNOWN for a collection that is not the reader's to read */
async function readableName(
  { identifyReader, ledger }: Dependencies,
  request: FastifyRequest<Request>,
): Promise<string> {
  const { what: kind, participant, id } = request.params;
  const name = [kind, participant, ...(id === undefined ? [] : [id])].join('/');
  await assertKeysReadable(ledger, [collectionKey(name)], await identifyReader(request));
  return name;
}

const DEFAULT = 50;
const MOST = 200;
/** State keys in one read. */
const AT_ONCE = 64;

/** Entries are written once, so those that the head counts are there, whenever they are read. */
async function readEntries(
  ledger: Pick<Ledger, 'read'>,
  name: string,
  after: number,
  limit: number,
): Promise<JsonObject> {
  const { values, tick } = await ledger.read([collectionKey(name)]);
  const collection = values.get(collectionKey(name)) ?? null;
  const last = Math.min(Number(collection?.['count'] ?? 0), after + limit);
  const entries: JsonObject[] = [];
  for (let done = after; done < last; done += AT_ONCE) {
    const keys = Array.from({ length: Math.min(AT_ONCE, last - done) }, (_, index) =>
      entryKey(name, done + index + 1),
    );
    const answers = await ledger.read(keys);
    for (const key of keys) {
      const { number = null, record = null, version = null } = answers.values.get(key) ?? {};
      entries.push({ number, record, version });
    }
  }
  const count = Number(collection?.['count'] ?? 0);
  return {
    collection,
    entries,
    ...(last < count && last > after ? { next: String(last) } : {}),
    tick: { number: tick.number, time: tick.time },
  };
}
