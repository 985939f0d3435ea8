import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { encodeBase64, formatVerifierKey, QuanchengError } from '@quancheng/protocol';
import type { GatewayDependencies } from '../dependencies.js';
import { envelope, json, problems, readNonce } from '../http/schemas.js';
import { sendJson, sendJsonText } from '../http/send-json.js';
import { assertKeysReadable } from '../reading/readable-keys.js';

const description = Type.Object({
  ledger: Type.String({ description: 'LedgerId' }),
  channel: Type.String(),
  chaincode: Type.String(),
  tick: Type.Object({ number: Type.Integer(), time: Type.String({ format: 'date-time' }) }),
  log: Type.Object({
    origin: Type.String(),
    verifierKey: Type.String(),
    head: Type.Optional(
      Type.Unknown({
        description: 'the ledger’s head of this log: {size, root}; absent before registration',
      }),
    ),
  }),
});

const readQuery = Type.Object(
  {
    nonce: readNonce,
    key: Type.Union([Type.String(), Type.Array(Type.String(), { minItems: 1, maxItems: 64 })]),
  },
  { additionalProperties: false },
);

const sequenceQuery = Type.Object(
  { sequence: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,8}$' })) },
  { additionalProperties: false },
);

/** GET /v1/ledger, /v1/reads, /v1/trust-root: what the ledger is, and what it says. */
export function addLedgerRoutes(app: FastifyInstance, dependencies: GatewayDependencies): void {
  const { ledger, signer, trustRoots, identifyReader } = dependencies;
  const tags = ['ledger'];

  app.get(
    '/v1/ledger',
    { schema: { tags, response: { 200: json('the ledger', description), ...problems(503) } } },
    async (_request, reply) => {
      const key = `log/${signer.origin}`;
      const { ledger: id, tick, values } = await ledger.read(['ledger', key]);
      const head = values.get(key)?.['head'];
      return sendJson(reply, {
        ledger: id,
        channel: ledger.channel,
        chaincode: ledger.chaincode,
        tick: { number: tick.number, time: tick.time },
        log: {
          origin: signer.origin,
          verifierKey: formatVerifierKey(signer.note.key),
          ...(head === undefined ? {} : { head }),
        },
      });
    },
  );

  app.get<{ Querystring: { nonce: string; key: string | string[] } }>(
    '/v1/reads',
    {
      schema: {
        tags,
        description: 'A fresh endorsed read of 1 to 64 state keys (docs/specs/ledger.md)',
        querystring: readQuery,
        response: {
          200: json('Base64 of the endorsed payload', Type.Object({ read: Type.String() })),
          ...problems(400, 401, 404, 422, 503),
        },
      },
    },
    async (request, reply) => {
      const { nonce, key } = request.query;
      const keys = [key].flat();
      await assertKeysReadable(ledger, keys, await identifyReader(request));
      const { payload } = await ledger.endorsedRead(keys, nonce);
      void reply.header('cache-control', 'no-store');
      return sendJson(reply, { read: encodeBase64(payload) });
    },
  );

  app.get<{ Querystring: { sequence?: string } }>(
    '/v1/trust-root',
    {
      schema: {
        tags,
        description: 'The newest, or the one of a sequence number that was served here before',
        querystring: sequenceQuery,
        response: { 200: json('the trust root’s envelope', envelope), ...problems(400, 404) },
      },
    },
    async (request, reply) => {
      const { sequence } = request.query;
      const text = sequence === undefined ? trustRoots.newest : await trustRoots.numbered(Number(sequence));
      if (text === undefined) throw new QuanchengError('TRUST_ROOT_UNKNOWN', `number ${sequence ?? ''}`);
      return sendJsonText(reply, text);
    },
  );
}
