import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { QuanchengError, type JsonObject, type JsonValue } from '@quancheng/protocol';
import type { Ledger } from '@quancheng/ledger';
import type { GatewayDependencies } from '../dependencies.js';
import { json, participantId, problems } from '../http/schemas.js';
import { sendJson } from '../http/send-json.js';

/** Three state keys for each of the participant's keys; a read takes 64. */
const KEYS_AT_ONCE = 21;

const answerForm = Type.Object({
  participant: Type.Unknown({ description: 'state participant/<id>' }),
  keys: Type.Array(
    Type.Object({
      key: Type.Unknown({ description: 'state key/<KeyId>' }),
      revocation: Type.Unknown({ description: 'state revocation/<KeyId>, or null' }),
      compromise: Type.Unknown({ description: 'state compromise/<KeyId>, or null' }),
    }),
  ),
  tick: Type.Unknown(),
});

/** GET /v1/participants/{id} */
export function addParticipantRoute(app: FastifyInstance, { ledger }: GatewayDependencies): void {
  app.get<{ Params: { id: string } }>(
    '/v1/participants/:id',
    {
      schema: {
        tags: ['ledger'],
        params: Type.Object({ id: participantId }),
        response: { 200: json('the participant, as one peer sees it', answerForm), ...problems(404, 503) },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { values, tick } = await ledger.read([`participant/${id}`]);
      const participant = values.get(`participant/${id}`);
      if (participant === undefined || participant === null) {
        throw new QuanchengError('PARTICIPANT_UNKNOWN', `no participant ${id}`);
      }
      const keys = await readKeys(ledger, keyIds(participant));
      return sendJson(reply, { participant, keys, tick: { number: tick.number, time: tick.time } });
    },
  );
}

function keyIds(participant: JsonObject): readonly string[] {
  const keys: JsonValue | undefined = participant['keys'];
  return Array.isArray(keys) ? keys.map(String) : [];
}

async function readKeys(ledger: Ledger, ids: readonly string[]): Promise<JsonObject[]> {
  const answers: JsonObject[] = [];
  for (let begin = 0; begin < ids.length; begin += KEYS_AT_ONCE) {
    const some = ids.slice(begin, begin + KEYS_AT_ONCE);
    const { values } = await ledger.read(
      some.flatMap((id) => [`key/${id}`, `revocation/${id}`, `compromise/${id}`]),
    );
    const at = (key: string): JsonValue => values.get(key) ?? null;
    for (const id of some) {
      answers.push({
        key: at(`key/${id}`),
        revocation: at(`revocation/${id}`),
        compromise: at(`compromise/${id}`),
      });
    }
  }
  return answers;
}
