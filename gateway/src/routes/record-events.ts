import { once } from 'node:events';
import { dueRowOf, type Participant } from '@quancheng/domain';
import type { FastifyInstance } from 'fastify';
import { formatCanonical, QuanchengError, type JsonObject } from '@quancheng/protocol';
import { Type } from 'typebox';
import type { GatewayDependencies } from '../dependencies.js';
import { problems } from '../http/schemas.js';
import {
  formatPosition,
  parsePosition,
  type RecordEvent,
  type RecordPosition,
} from '../projections/record-event.js';
import { visibleRecord, type VisibleRecord } from '../reading/visible-record.js';

type Dependencies = Pick<
  GatewayDependencies,
  'projection' | 'identifyReader' | 'folded' | 'audience' | 'stopping'
>;

const PAGE = 200;
/** Milliseconds after which a comment keeps a quiet connection open. */
const BREATH = 15_000;

/**
 * GET /v1/events: CloudEvents 1.0 in structured JSON as server-sent events. Every event's id is its position in the
 * ledger, from which `Last-Event-ID` or `after` goes on, at this gateway or another.
 */
export function addRecordEventRoute(app: FastifyInstance, dependencies: Dependencies): void {
  app.get<{ Querystring: { after?: string; kind?: string } }>(
    '/v1/events',
    {
      schema: {
        tags: ['records'],
        querystring: Type.Object(
          { after: Type.Optional(Type.String()), kind: Type.Optional(Type.String()) },
          { additionalProperties: false },
        ),
        response: {
          200: {
            description: 'server-sent events',
            content: { 'text/event-stream': { schema: Type.String() } },
          },
          ...problems(400, 401),
        },
      },
    },
    async (request, reply) => {
      const reader = await dependencies.identifyReader(request);
      const from = startOf(request.headers['last-event-id'] ?? request.query.after);
      const gone = new AbortController();
      request.raw.socket.once('close', () => gone.abort());
      const signal = AbortSignal.any([gone.signal, dependencies.stopping]);
      reply.hijack();
      reply.raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
      });
      for await (const text of eventTexts(dependencies, { reader, from, kind: request.query.kind }, signal)) {
        if (!reply.raw.write(text)) await once(reply.raw, 'drain', { signal }).catch(() => undefined);
      }
      reply.raw.end();
    },
  );
}

/** @throws REQUEST_MALFORMED */
function startOf(text: string | string[] | undefined): RecordPosition | undefined {
  if (text === undefined) return undefined;
  const position = typeof text === 'string' ? parsePosition(text) : undefined;
  if (position === undefined)
    throw new QuanchengError('REQUEST_MALFORMED', 'that is no position of an event');
  return position;
}

interface Subscription {
  readonly reader: Participant | undefined;
  readonly from: RecordPosition | undefined;
  readonly kind: string | undefined;
}

/** What has been folded already, then what is folded from now on, until the signal. */
async function* eventTexts(
  { projection, folded, audience }: Dependencies,
  { reader, from, kind }: Subscription,
  signal: AbortSignal,
): AsyncGenerator<string> {
  let position = from;
  while (!signal.aborted) {
    const seen = folded.count();
    const events = await projection.events(position, PAGE);
    for (const event of events) {
      position = event.position;
      if (kind !== undefined && event.kind !== kind) continue;
      const visible = await visibleRecord(projection, event.kind, event.value, reader);
      if (visible !== undefined && isShown(event, visible)) {
        yield formatEvent(event, visible.record, audience);
      }
    }
    if (events.length < PAGE && !(await folded.moreThan(seen, BREATH, signal))) yield ': still here\n\n';
  }
}

/** What becomes due of a record shows to those alone who could compute it from what they see. */
function isShown({ kind, action, due }: RecordEvent, { extent }: VisibleRecord): boolean {
  if (due === undefined || extent === 'whole') return true;
  return dueRowOf(kind, action.slice(action.lastIndexOf('.') + 1))?.isPublic === true;
}

function formatEvent(event: RecordEvent, data: JsonObject, ledger: string): string {
  const id = formatPosition(event.position);
  const { time } = event.value['at'] as { readonly time: string };
  const cloudEvent = {
    specversion: '1.0',
    id,
    source: `urn:quancheng:ledger:${ledger}`,
    type: `quancheng.${event.action}`,
    subject: `${event.kind}/${event.name}`,
    time: event.due ?? time,
    datacontenttype: 'application/json',
    data,
  };
  return `id: ${id}\nevent: ${cloudEvent.type}\ndata: ${formatCanonical(cloudEvent)}\n\n`;
}
