import { recordKey } from '@quancheng/domain';
import { encodeBase64 } from '@quancheng/protocol';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { GatewayDependencies } from '../dependencies.js';
import { readSearch } from '../evidence/search-reads.js';
import { json, participantId, problems, readNonce, readsAnswer, recordId } from '../http/schemas.js';
import { sendJson } from '../http/send-json.js';
import { assertKeysReadable } from '../reading/readable-keys.js';

interface Request {
  readonly Params: { readonly participant: string; readonly id: string };
  readonly Querystring: { readonly nonce?: string };
}

/**
 * GET /v1/searches/{participant}/{id}/proof: whoever may read a search, its searcher above all, gets proven what it found
 * and what is known since, although the pledges are others': the search is on record, and that is what it is for.
 */
export function addSearchProofRoute(
  app: FastifyInstance,
  { identifyReader, ledger }: Pick<GatewayDependencies, 'identifyReader' | 'ledger'>,
): void {
  app.get<Request>(
    '/v1/searches/:participant/:id/proof',
    {
      schema: {
        tags: ['records'],
        description: 'Endorsed reads of a search, its certificate, and all pledges and holds on that',
        params: Type.Object({ participant: participantId, id: recordId }),
        querystring: Type.Object({ nonce: Type.Optional(readNonce) }, { additionalProperties: false }),
        response: {
          200: json('Base64 of endorsed payloads', readsAnswer),
          ...problems(400, 401, 404, 409, 503),
        },
      },
    },
    async (request, reply) => {
      const name = `${request.params.participant}/${request.params.id}`;
      await assertKeysReadable(ledger, [recordKey('search', name)], await identifyReader(request));
      const reads = await readSearch(ledger, name, request.query.nonce);
      void reply.header('cache-control', 'no-store');
      return sendJson(reply, { reads: reads.map(encodeBase64) });
    },
  );
}
