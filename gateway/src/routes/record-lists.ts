import type { MachineKind } from '@quancheng/domain';
import type { FastifyInstance } from 'fastify';
import { isTime, QuanchengError, type JsonObject } from '@quancheng/protocol';
import { Type } from 'typebox';
import type { GatewayDependencies } from '../dependencies.js';
import { json, problems } from '../http/schemas.js';
import { sendJson } from '../http/send-json.js';
import { indexedMembers } from '../projections/projection.js';
import { formatPosition } from '../projections/record-event.js';
import { visibleRecord } from '../reading/visible-record.js';
import { countOf, recordKinds } from './record-kinds.js';

type Dependencies = Pick<GatewayDependencies, 'projection' | 'identifyReader'>;
type Query = Readonly<Record<string, string>>;

const DEFAULT = 50;
const MOST = 200;
const general = ['text', 'changedSince', 'after', 'limit'];

/** GET /v1/{kind}: what a reader may see of the records that meet all filters, the newest record first. */
export function addRecordListRoutes(app: FastifyInstance, dependencies: Dependencies): void {
  for (const [path, kind] of Object.entries(recordKinds)) addListRoute(app, dependencies, path, kind);
}

function addListRoute(
  app: FastifyInstance,
  dependencies: Dependencies,
  path: string,
  kind: MachineKind,
): void {
  const { projection, identifyReader } = dependencies;
  const members = indexedMembers[kind] ?? [];
  const names = [...members, ...general];
  app.get<{ Querystring: Query }>(
    `/v1/${path}`,
    {
      schema: {
        tags: ['records'],
        querystring: Type.Object(
          Object.fromEntries(names.map((name) => [name, Type.Optional(Type.String())])),
          {
            additionalProperties: false,
          },
        ),
        response: {
          200: json(
            'the newest record first',
            Type.Object({
              items: Type.Array(Type.Unknown()),
              next: Type.Optional(Type.String()),
              position: Type.Union([Type.String(), Type.Null()]),
            }),
          ),
          ...problems(400, 401),
        },
      },
    },
    async (request, reply) => {
      const reader = await identifyReader(request);
      const { query } = request;
      const accepts = acceptance(query);
      const shown = new Map<JsonObject, JsonObject>();
      const { records, next } = await projection.list({
        kind,
        filters: Object.fromEntries(
          members.flatMap((name) => (query[name] === undefined ? [] : [[name, query[name]]])),
        ),
        ...(query['after'] === undefined
          ? {}
          : { after: countOf(query['after'], 0, Number.MAX_SAFE_INTEGER) }),
        limit: countOf(query['limit'], DEFAULT, MOST) || 1,
        async accepts(record) {
          const visible = await visibleRecord(projection, kind, record, reader);
          if (visible === undefined || !accepts(visible.record)) return false;
          shown.set(record, { record: visible.record, extent: visible.extent });
          return true;
        },
      });
      const at = projection.position();
      return sendJson(reply, {
        items: records.map((record) => shown.get(record) ?? null),
        ...(next === undefined ? {} : { next: String(next) }),
        position: at === undefined ? null : formatPosition(at),
      });
    },
  );
}

/** Judged by what the reader sees, so that a search finds nothing by what is hidden. @throws REQUEST_MALFORMED */
function acceptance({ text, changedSince }: Query): (record: JsonObject) => boolean {
  if (changedSince !== undefined && !isTime(changedSince)) {
    throw new QuanchengError('REQUEST_MALFORMED', 'changedSince is no Time');
  }
  return (record) => {
    const { time } = record['at'] as { readonly time: string };
    if (changedSince !== undefined && time < changedSince) return false;
    return text === undefined || JSON.stringify(record).toLowerCase().includes(text.toLowerCase());
  };
}
