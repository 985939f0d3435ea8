import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { QuanchengError } from '@quancheng/protocol';
import type { GatewayDependencies } from '../dependencies.js';
import { assembleBundle } from '../evidence/bundle.js';
import { promiseOf } from '../evidence/deposit-promise.js';
import type { EvidenceReads } from '../evidence/endorsed-reads.js';
import { envelopeJson } from '../evidence/json-forms.js';
import type { StoredBatch, StoredDeposits } from '../evidence/stored-deposit.js';
import { assertDepositReadable, identifyDepositReader } from '../reading/deposit-readers.js';
import { batchId, envelope, json, participantId, problems } from '../http/schemas.js';
import { JSON_TYPE, sendJson } from '../http/send-json.js';

interface BatchPath {
  Params: { participant: string; id: string };
}

const params = Type.Object({ participant: participantId, id: batchId });
const tags = ['evidence'];
const storedBatch = Type.Object({
  envelope,
  index: Type.Integer(),
  size: Type.Integer(),
  received: Type.String({ format: 'date-time' }),
});

/** GET /v1/batches/{participant}/{id}, …/promise, …/bundle */
export function addBatchEvidence(
  app: FastifyInstance,
  dependencies: GatewayDependencies,
  deposits: StoredDeposits,
  reads: EvidenceReads,
): void {
  const find = async (request: FastifyRequest<BatchPath>): Promise<StoredBatch> => {
    const { participant, id } = request.params;
    const reader = await identifyDepositReader(dependencies, request);
    const deposit = await deposits.find(participant, id);
    if (deposit.kind !== 'batch')
      throw new QuanchengError('RECORD_UNKNOWN', `${id} of ${participant} is no batch`);
    // Its members may act for others, who read their own members.
    assertDepositReadable(
      reader,
      deposit.header.statement.signers.map((signer) => signer.participant),
    );
    return deposit;
  };
  const base = '/v1/batches/:participant/:id';

  app.get<BatchPath>(
    base,
    {
      schema: { tags, params, response: { 200: json('the batch', storedBatch), ...problems(400, 401, 404) } },
    },
    async (request, reply) => {
      const { header, stored } = await find(request);
      const { first, count, received } = stored;
      return sendJson(reply, {
        envelope: envelopeJson(header.envelope),
        index: first,
        size: count,
        received,
      });
    },
  );

  app.get<BatchPath>(
    `${base}/promise`,
    {
      schema: {
        tags,
        params,
        response: { 200: json('the promise that was given', envelope), ...problems(400, 401, 404) },
      },
    },
    async (request, reply) => sendJson(reply, envelopeJson(promiseOf(dependencies, await find(request)))),
  );

  app.get<BatchPath>(
    `${base}/bundle`,
    {
      schema: {
        tags,
        params,
        response: {
          200: json('a bundle of all members', Type.Unknown()),
          ...problems(400, 401, 404, 409, 503),
        },
      },
    },
    async (request, reply) => {
      const pieces = await assembleBundle(dependencies, reads, await find(request));
      return reply.type(JSON_TYPE).send(Readable.from(pieces));
    },
  );
}
