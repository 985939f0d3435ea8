import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { formatCanonical, type JsonObject } from '@quancheng/protocol';
import type { GatewayDependencies } from '../dependencies.js';
import { appendJudged, judgeSigners, type Receipt } from '../deposit/deposit.js';
import { depositStream } from '../deposit/deposit-stream.js';
import { prepareRecord } from '../deposit/prepare-record.js';
import { keepJudged, type JudgedDeposit } from '../deposit/prepared-deposit.js';
import { codedError } from '../http/coded-error.js';
import { languageOf, newProblem } from '../http/problem.js';
import { receiptJson, receiptStatus } from '../http/receipt.js';
import { envelope, json, problems, recordLine, recordReceipt } from '../http/schemas.js';
import { sendJson } from '../http/send-json.js';
import { requireBuffer } from '../http/signed-body.js';
import { metered, meteredNow } from '../metrics/metered.js';
import type { ByteBudget } from '../streams/byte-budget.js';
import { takeWholePart } from '../streams/whole-part.js';

const schema = {
  tags: ['deposit'],
  description:
    'A signed record: one envelope as JSON, or a stream of envelopes as NDJSON, one a line. Of a stream each line is ' +
    'judged by itself and answered as soon as it is on disk, in order; a stream that is cut keeps the whole lines.',
  body: {
    content: {
      'application/json': { schema: envelope },
      'application/x-ndjson': { schema: { type: 'string', description: 'envelopes, one a line' } },
    },
  },
  response: {
    200: {
      description: 'there already, with the first promise; or the answers to a stream’s lines',
      content: {
        'application/json': { schema: recordReceipt },
        'application/x-ndjson': { schema: recordLine },
      },
    },
    201: json('on disk and promised', recordReceipt),
    ...problems(413, 415, 422, 429, 503),
  },
};

/** POST /v1/records */
export function addRecordDeposit(
  app: FastifyInstance,
  dependencies: GatewayDependencies,
  bodies: ByteBudget,
): void {
  const judge = async (bytes: Uint8Array): Promise<JudgedDeposit> => {
    const { audience, clock, templates, meters } = dependencies;
    const { validate, verify } = meters.stages;
    const prepared = meteredNow(validate, 1, () =>
      prepareRecord(bytes, { audience, now: clock(), templates }),
    );
    await metered(verify, 1, () => judgeSigners(dependencies, prepared));
    return keepJudged(prepared);
  };
  const depositBytes = async (bytes: Uint8Array): Promise<Receipt> =>
    appendJudged(dependencies, await judge(bytes));

  app.post('/v1/records', { schema }, async (request, reply) => {
    if (request.body instanceof Readable) return answerStream(request, request.body, reply);
    const receipt = await depositBytes(requireBuffer(request.body));
    return sendJson(reply, receiptJson(receipt), receiptStatus(receipt));
  });

  function answerStream(request: FastifyRequest, body: Readable, reply: FastifyReply): FastifyReply {
    const language = languageOf(request.headers['accept-language']);
    const answerError = (error: unknown, line: number): string => {
      const coded = codedError(error);
      if (coded.code === 'GATEWAY_FAILED')
        request.log.error({ err: coded.cause, line }, 'unexpected failure');
      return formatLine({ line, ...newProblem(coded, language) });
    };
    const answerLine = async (bytes: Uint8Array, line: number): Promise<string> => {
      try {
        const receipt = await depositBytes(bytes);
        return formatLine(receiptJson(receipt, { line, status: receiptStatus(receipt) }));
      } catch (error) {
        return answerError(error, line);
      }
    };
    const { stopping } = dependencies;
    const lines = depositStream(takeWholePart(body, stopping), bodies.open(), answerLine, answerError);
    // The client of a stream that was ended here may go on sending; nobody reads it any more.
    reply.raw.once('finish', () => {
      if (!body.readableEnded) body.destroy();
    });
    return reply
      .type('application/x-ndjson')
      .send(Readable.from(lines, { objectMode: true, highWaterMark: 64 }));
  }
}

function formatLine(line: JsonObject): string {
  return `${formatCanonical(line)}\n`;
}
