import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { GatewayDependencies } from '../dependencies.js';
import { formatPosition } from '../projections/record-event.js';
import { sendJson } from '../http/send-json.js';
import { json } from '../http/schemas.js';
import type { TaskReport } from '../anchoring/task-report.js';

type Status = 'ok' | 'degraded' | 'failing' | 'stopping';

const task = Type.Object({
  state: Type.String({ description: 'waiting, ok or failing' }),
  since: Type.String({ format: 'date-time' }),
  code: Type.Optional(Type.String()),
  detail: Type.Optional(Type.String()),
});

const bytesPerDay = (of: string) =>
  Type.Integer({ description: `ledger bytes that ${of} take a day, at the rate of the last hour` });

const report = Type.Object({
  status: Type.String({
    description:
      'ok, degraded (takes records, but the ledger is away or its events cannot be folded), failing or stopping',
  }),
  ledger: Type.Object({ ...task.properties, bytesPerDay: bytesPerDay('ticks') }),
  anchoring: Type.Object({
    ...task.properties,
    anchored: Type.Optional(Type.Integer()),
    lag: Type.Integer({
      description: 'seconds since the oldest entry came that no anchor covers; 0 if none',
    }),
    bytesPerDay: bytesPerDay('anchors'),
  }),
  projection: Type.Object({
    ...task.properties,
    position: Type.Optional(Type.String({ description: 'the newest event folded' })),
  }),
  witnesses: Type.Optional(
    Type.Array(
      Type.Object({
        ...task.properties,
        name: Type.String(),
        cosigned: Type.Integer({ description: 'size of the newest checkpoint that it cosigned' }),
      }),
    ),
  ),
  log: Type.Object({
    origin: Type.String(),
    size: Type.Integer(),
    state: Type.String({ description: 'ok or failing: then it takes nothing more' }),
    code: Type.Optional(Type.String()),
    detail: Type.Optional(Type.String()),
  }),
});

/** GET /v1/health */
export function addHealthRoute(app: FastifyInstance, dependencies: GatewayDependencies): void {
  const schema = {
    tags: ['operation'],
    response: { 200: json('ok or degraded', report), 503: json('failing or stopping', report) },
  };
  app.get('/v1/health', { schema }, (_request, reply) => {
    const { log, tasks, anchors, signer, projection } = dependencies;
    const status = statusOf(dependencies);
    const newest = anchors.newest;
    const folded = projection.position();
    const body = {
      status,
      ledger: { ...plain(tasks.ticks()), bytesPerDay: tasks.costs.ticks.bytesPerDay },
      anchoring: {
        ...plain(tasks.anchoring()),
        ...(newest === undefined ? {} : { anchored: newest }),
        lag: Math.ceil(tasks.anchorLag()),
        bytesPerDay: tasks.costs.anchoring.bytesPerDay,
      },
      projection: {
        ...plain(tasks.records()),
        ...(folded === undefined ? {} : { position: formatPosition(folded) }),
      },
      ...witnessesOf(dependencies),
      log: { origin: signer.origin, size: log.size, ...logState(dependencies) },
    };
    void reply.header('cache-control', 'no-store');
    return sendJson(reply, body, status === 'ok' || status === 'degraded' ? 200 : 503);
  });
}

/** A witness that is away degrades nothing: neither records nor anchors wait for it. */
function witnessesOf({ tasks }: GatewayDependencies) {
  const reports = tasks
    .witnesses()
    .map(({ name, cosigned, ...rest }) => ({ name, cosigned, ...plain(rest) }));
  return reports.length === 0 ? {} : { witnesses: reports };
}

function statusOf({ stopping, log, tasks }: GatewayDependencies): Status {
  if (stopping.aborted) return 'stopping';
  if (log.failure !== undefined) return 'failing';
  const states = [tasks.ticks().state, tasks.anchoring().state, tasks.records().state];
  return states.includes('failing') ? 'degraded' : 'ok';
}

function logState({ log }: GatewayDependencies) {
  const { failure } = log;
  return failure === undefined
    ? { state: 'ok' }
    : { state: 'failing', code: failure.code, detail: failure.detail };
}

function plain({ state, since, code, detail }: TaskReport) {
  return {
    state,
    since,
    ...(code === undefined ? {} : { code }),
    ...(detail === undefined ? {} : { detail }),
  };
}
