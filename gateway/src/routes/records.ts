import type { MachineKind, Participant } from '@quancheng/domain';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isTime, QuanchengError, type JsonObject, type JsonValue } from '@quancheng/protocol';
import { Type } from 'typebox';
import type { GatewayDependencies } from '../dependencies.js';
import { json, participantId, problems, recordId } from '../http/schemas.js';
import { sendJson } from '../http/send-json.js';
import { formatPosition } from '../projections/record-event.js';
import { versionAsOf } from '../reading/version-as-of.js';
import { visibleRecord, type VisibleRecord } from '../reading/visible-record.js';
import { countOf, recordKinds } from './record-kinds.js';

type Dependencies = Pick<GatewayDependencies, 'projection' | 'identifyReader' | 'settled'>;

interface Name {
  readonly participant: string;
  readonly id: string;
}

const params = Type.Object({ participant: participantId, id: recordId });
const record = Type.Unknown({ description: 'docs/specs/records.md' });
const position = Type.Union([Type.String(), Type.Null()], { description: 'how far the projection has come' });

/** GET /v1/{kind}/{participant}/{id}, with ?asOf, and its versions: for every kind of record. */
export function addRecordRoutes(app: FastifyInstance, dependencies: Dependencies): void {
  for (const [path, kind] of Object.entries(recordKinds)) {
    addRecordRoute(app, dependencies, path, kind);
    addVersionsRoute(app, dependencies, path, kind);
  }
}

function addRecordRoute(
  app: FastifyInstance,
  dependencies: Dependencies,
  path: string,
  kind: MachineKind,
): void {
  const { projection, settled } = dependencies;
  app.get<{ Params: Name; Querystring: { asOf?: string } }>(
    `/v1/${path}/:participant/:id`,
    {
      schema: {
        tags: ['records'],
        params,
        querystring: Type.Object({ asOf: Type.Optional(Type.String()) }, { additionalProperties: false }),
        response: {
          200: json('the record', Type.Object({ record, extent: Type.String(), position })),
          ...problems(400, 401, 404, 409, 503),
        },
      },
    },
    async (request, reply) => {
      const { present, visible, reader } = await readVisible(dependencies, kind, request);
      const { asOf } = request.query;
      if (asOf === undefined) return sendJson(reply, { ...visible, position: positionOf(dependencies) });
      if (!isTime(asOf)) throw new QuanchengError('REQUEST_MALFORMED', 'asOf is no Time');
      const then = await versionAsOf({ projection, settled }, kind, present, asOf);
      const shown = await visibleRecord(projection, kind, then, reader);
      if (shown === undefined) throw unknown(kind, request.params);
      return sendJson(reply, { ...shown, position: positionOf(dependencies) });
    },
  );
}

const MOST_VERSIONS = 200;
const DEFAULT_VERSIONS = 50;

function addVersionsRoute(
  app: FastifyInstance,
  dependencies: Dependencies,
  path: string,
  kind: MachineKind,
): void {
  const { projection } = dependencies;
  app.get<{ Params: Name; Querystring: { after?: string; limit?: string } }>(
    `/v1/${path}/:participant/:id/versions`,
    {
      schema: {
        tags: ['records'],
        params,
        querystring: Type.Object(
          { after: Type.Optional(Type.String()), limit: Type.Optional(Type.String()) },
          { additionalProperties: false },
        ),
        response: {
          200: json(
            'versions, oldest first',
            Type.Object({ versions: Type.Array(record), next: Type.Optional(Type.String()), position }),
          ),
          ...problems(400, 401, 404),
        },
      },
    },
    async (request, reply) => {
      const { visible } = await readVisible(dependencies, kind, request);
      // Who sees the public entry alone sees the present one alone: an earlier one may not have been public.
      if (visible.extent !== 'whole') throw unknown(kind, request.params);
      const after = countOf(request.query.after, 0, Number.MAX_SAFE_INTEGER - 1);
      const limit = countOf(request.query.limit, DEFAULT_VERSIONS, MOST_VERSIONS);
      const versions = await projection.versions(kind, nameOf(request.params), after + 1, limit);
      const next = versions.length === limit ? { next: String(after + limit) } : {};
      return sendJson(reply, { versions: [...versions], ...next, position: positionOf(dependencies) });
    },
  );
}

interface Found {
  readonly present: JsonObject;
  readonly visible: VisibleRecord;
  readonly reader: Participant | undefined;
}

/** @throws RECORD_UNKNOWN, also for a record that the reader may not see */
async function readVisible(
  { projection, identifyReader }: Dependencies,
  kind: MachineKind,
  request: FastifyRequest<{ Params: Name }>,
): Promise<Found> {
  const reader = await identifyReader(request);
  const present = await projection.find(kind, nameOf(request.params));
  const visible = present && (await visibleRecord(projection, kind, present, reader));
  if (present === undefined || visible === undefined) throw unknown(kind, request.params);
  return { present, visible, reader };
}

function nameOf({ participant, id }: Name): string {
  return `${participant}/${id}`;
}

function positionOf({ projection }: Dependencies): JsonValue {
  const at = projection.position();
  return at === undefined ? null : formatPosition(at);
}

function unknown(kind: MachineKind, name: Name): QuanchengError {
  return new QuanchengError('RECORD_UNKNOWN', `no ${kind} ${nameOf(name)} for this reader`);
}
