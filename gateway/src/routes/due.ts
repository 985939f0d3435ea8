import { dueRowOf, isMachineKind } from '@quancheng/domain';
import type { FastifyInstance } from 'fastify';
import { isParticipantId, isTime, QuanchengError, type JsonObject } from '@quancheng/protocol';
import { Type } from 'typebox';
import type { GatewayDependencies } from '../dependencies.js';
import { json, problems } from '../http/schemas.js';
import { sendJson } from '../http/send-json.js';
import type { DueItem } from '../projections/projection.js';
import { formatPosition } from '../projections/record-event.js';
import { visibleRecord, type VisibleRecord } from '../reading/visible-record.js';
import { countOf } from './record-kinds.js';

type Dependencies = Pick<GatewayDependencies, 'projection' | 'identifyReader'>;
type Query = Readonly<Partial<Record<(typeof names)[number], string>>>;

const names = ['kind', 'participant', 'from', 'to', 'after', 'limit'] as const;
const DEFAULT = 50;
const MOST = 200;

const item = Type.Object({
  kind: Type.String(),
  name: Type.String(),
  what: Type.String({ description: 'docs/specs/records.md lists them' }),
  nature: Type.String({ description: 'deadline, end or opening' }),
  title: Type.Object({ en: Type.String(), zh: Type.String() }),
  time: Type.String({ format: 'date-time' }),
  reached: Type.Boolean({ description: 'whether the ledger’s time has come so far: a deadline is overdue' }),
  whose: Type.Array(Type.String()),
  extent: Type.String(),
  record: Type.Unknown(),
});

/** GET /v1/due: the calendar of deadlines, ends and openings, as far as the reader may see the records. */
export function addDueRoute(app: FastifyInstance, { projection, identifyReader }: Dependencies): void {
  const schema = {
    tags: ['records'],
    querystring: Type.Object(Object.fromEntries(names.map((name) => [name, Type.Optional(Type.String())])), {
      additionalProperties: false,
    }),
    response: {
      200: json(
        'the earliest first',
        Type.Object({
          items: Type.Array(item),
          next: Type.Optional(Type.String()),
          position: Type.Union([Type.String(), Type.Null()]),
          time: Type.Union([Type.String(), Type.Null()]),
        }),
      ),
      ...problems(400, 401),
    },
  };
  app.get<{ Querystring: Query }>('/v1/due', { schema }, async (request, reply) => {
    const reader = await identifyReader(request);
    const time = projection.reached() ?? null;
    const shown = new Map<DueItem, VisibleRecord>();
    const { items, next } = await projection.due({
      ...readQuery(request.query),
      async accepts(due) {
        const visible = await visibleRecord(projection, due.kind, due.record, reader);
        // What doesn't follow from the public part would tell of the rest.
        if (visible === undefined || (visible.extent === 'public' && !due.isPublic)) return false;
        shown.set(due, visible);
        return true;
      },
    });
    const at = projection.position();
    return sendJson(reply, {
      items: items.map((each) => dueJson(each, shown.get(each), time)),
      ...(next === undefined ? {} : { next }),
      position: at === undefined ? null : formatPosition(at),
      time,
    });
  });
}

/** @throws REQUEST_MALFORMED */
function readQuery({ kind, participant, from, to, after, limit }: Query) {
  if (kind !== undefined && !isMachineKind(kind)) throw malformed('kind is no kind of record');
  if (participant !== undefined && !isParticipantId(participant)) {
    throw malformed('participant is no ParticipantId');
  }
  if (![from, to].every((time) => time === undefined || isTime(time))) {
    throw malformed('from or to is no Time');
  }
  return { kind, participant, from, to, after, limit: countOf(limit, DEFAULT, MOST) || 1 };
}

function dueJson(
  { kind, name, what, nature, time, whose }: DueItem,
  visible: VisibleRecord | undefined,
  reached: string | null,
): JsonObject {
  const title = dueRowOf(kind, what)?.title;
  return {
    kind,
    name,
    what,
    nature,
    title: { en: title?.en ?? what, zh: title?.zh ?? what },
    time,
    reached: reached !== null && time <= reached,
    whose: [...whose],
    extent: visible?.extent ?? 'none',
    record: visible?.record ?? null,
  };
}

function malformed(detail: string): QuanchengError {
  return new QuanchengError('REQUEST_MALFORMED', detail);
}
