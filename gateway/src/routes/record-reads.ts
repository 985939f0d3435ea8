import { recordKey, versionKey, type MachineKind } from '@quancheng/domain';
import type { FastifyInstance } from 'fastify';
import { encodeBase64, QuanchengError } from '@quancheng/protocol';
import { Type } from 'typebox';
import type { GatewayDependencies } from '../dependencies.js';
import { readPages, readWithTicks, type StatePages } from '../evidence/state-pages.js';
import { json, participantId, problems, readNonce, recordId, readsAnswer } from '../http/schemas.js';
import { sendJson } from '../http/send-json.js';
import { assertKeysReadable } from '../reading/readable-keys.js';
import { countOf, recordKinds } from './record-kinds.js';

type Dependencies = Pick<GatewayDependencies, 'identifyReader' | 'ledger'>;

interface Request {
  readonly Params: { readonly participant: string; readonly id: string };
  readonly Querystring: { readonly nonce?: string; readonly version?: string; readonly after?: string };
}

const schema = {
  tags: ['records'],
  description:
    'Endorsed reads of the record and all its versions, or of one version and its successor: evidence of what was in ' +
    'force when, or that there is no such record, for those who may know it',
  params: Type.Object({ participant: participantId, id: recordId }),
  querystring: Type.Object(
    {
      nonce: Type.Optional(readNonce),
      version: Type.Optional(Type.String()),
      after: Type.Optional(Type.String()),
    },
    { additionalProperties: false },
  ),
  response: {
    200: json('Base64 of endorsed payloads', readsAnswer),
    ...problems(400, 401, 404, 409, 503),
  },
};

/** GET /v1/{kind}/{participant}/{id}/read: endorsed reads, from which a stranger proves a record's history. */
export function addRecordReadRoutes(app: FastifyInstance, dependencies: Dependencies): void {
  for (const [path, kind] of Object.entries(recordKinds)) addReadRoute(app, dependencies, path, kind);
}

function addReadRoute(
  app: FastifyInstance,
  { identifyReader, ledger }: Dependencies,
  path: string,
  kind: MachineKind,
): void {
  app.get<Request>(`/v1/${path}/:participant/:id/read`, { schema }, async (request, reply) => {
    const { nonce, version, after } = request.query;
    const name = `${request.params.participant}/${request.params.id}`;
    const reader = await identifyReader(request);
    await assertKeysReadable(ledger, [recordKey(kind, name)], reader);
    const record = { kind, name };
    const pages =
      version === undefined
        ? await readAll(ledger, record, { after: countOf(after, 0, Number.MAX_SAFE_INTEGER), nonce })
        : await readOne(ledger, record, countOf(version, 0, Number.MAX_SAFE_INTEGER - 1), nonce);
    void reply.header('cache-control', 'no-store');
    return sendJson(reply, readsJson(pages));
  });
}

/** What a route answers with pages of endorsed reads. */
export function readsJson({ reads, next }: StatePages) {
  return { reads: reads.map(encodeBase64), ...(next === undefined ? {} : { next: String(next) }) };
}

interface NamedRecord {
  readonly kind: MachineKind;
  readonly name: string;
}

/** The record and its versions; of one that isn't there, that there is none: the reader may know that, too. */
async function readAll(
  ledger: Dependencies['ledger'],
  { kind, name }: NamedRecord,
  options: { readonly after: number; readonly nonce: string | undefined },
): Promise<StatePages> {
  return readPages(
    ledger,
    {
      head: recordKey(kind, name),
      countOf: (head) => (head === null ? 0 : Number(head['version']) - 1), // the newest is the head itself
      itemKey: (number) => versionKey(kind, name, number),
    },
    options,
  );
}

/** A version and its successor, the record as it is being either, or the proof that there is none. @throws RECORD_UNKNOWN */
async function readOne(
  ledger: Dependencies['ledger'],
  { kind, name }: NamedRecord,
  version: number,
  nonce: string | undefined,
): Promise<StatePages> {
  const head = recordKey(kind, name);
  const keys = [head, versionKey(kind, name, version), versionKey(kind, name, version + 1)];
  const { payload, answers } = await readWithTicks(ledger, keys, nonce);
  const newest = Number(answers.values.get(head)?.['version'] ?? 0);
  if (version === 0 || version > newest) throw unknown(kind, name);
  return { reads: [payload] };
}

function unknown(kind: MachineKind, name: string): QuanchengError {
  return new QuanchengError('RECORD_UNKNOWN', `no ${kind} ${name}, or not in this version`);
}
