import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { parseCanonical } from '@quancheng/protocol';
import type { GatewayDependencies } from '../dependencies.js';
import { promiseOf } from '../evidence/deposit-promise.js';
import type { EvidenceReads } from '../evidence/endorsed-reads.js';
import { findRecord, type FoundRecord } from '../evidence/found-record.js';
import { envelopeJson, recordJson } from '../evidence/json-forms.js';
import { assemblePackage, proveRecord } from '../evidence/package.js';
import type { StoredDeposits } from '../evidence/stored-deposit.js';
import { assertDepositReadable, identifyDepositReader } from '../reading/deposit-readers.js';
import { entry, envelope, json, participantId, problems, recordId, text } from '../http/schemas.js';
import { sendJson, sendJsonText } from '../http/send-json.js';

interface RecordPath {
  Params: { participant: string; id: string };
}

const params = Type.Object({ participant: participantId, id: recordId });
const tags = ['evidence'];
const storedRecord = Type.Object({ record: Type.Unknown(), entry, index: Type.Integer() });

/** GET /v1/records/{participant}/{id}, …/promise, …/proof, …/package */
export function addRecordEvidence(
  app: FastifyInstance,
  dependencies: GatewayDependencies,
  deposits: StoredDeposits,
  reads: EvidenceReads,
): void {
  const find = async (request: FastifyRequest<RecordPath>): Promise<FoundRecord> => {
    const { participant, id } = request.params;
    const reader = await identifyDepositReader(dependencies, request);
    const found = await findRecord(deposits, participant, id);
    assertDepositReadable(reader, [found.actingFor, ...found.signers.map((each) => each.participant)]);
    return found;
  };
  const base = '/v1/records/:participant/:id';

  app.get<RecordPath>(
    base,
    {
      schema: {
        tags,
        params,
        response: {
          200: json('the record, its log entry and index', storedRecord),
          ...problems(400, 401, 404),
        },
      },
    },
    async (request, reply) => {
      const found = await find(request);
      return sendJson(reply, {
        record: recordJson(found.record),
        entry: parseCanonical(found.entry),
        index: found.index,
      });
    },
  );

  app.get<RecordPath>(
    `${base}/promise`,
    {
      schema: {
        tags,
        params,
        response: { 200: json('the promise that was given', envelope), ...problems(400, 401, 404) },
      },
    },
    async (request, reply) =>
      sendJson(reply, envelopeJson(promiseOf(dependencies, (await find(request)).deposit))),
  );

  app.get<RecordPath>(
    `${base}/proof`,
    { schema: { tags, params, response: { 200: text('C2SP tlog-proof'), ...problems(400, 401, 404, 409) } } },
    async (request, reply) =>
      reply.type('text/plain; charset=utf-8').send(await proveRecord(dependencies, await find(request))),
  );

  app.get<RecordPath>(
    `${base}/package`,
    {
      schema: {
        tags,
        params,
        response: { 200: json('the evidence package', Type.Unknown()), ...problems(400, 401, 404, 409, 503) },
      },
    },
    async (request, reply) =>
      sendJsonText(reply, await assemblePackage(dependencies, reads, await find(request))),
  );
}
