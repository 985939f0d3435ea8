import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import {
  envelopeFromJson,
  isJsonObject,
  parseCanonical,
  QuanchengError,
  type JsonValue,
} from '@quancheng/protocol';
import { relayCommands, type RelayParts } from '../commands/relay-commands.js';
import { envelope, json, problems } from '../http/schemas.js';
import { requireBuffer } from '../http/signed-body.js';
import { sendJson } from '../http/send-json.js';

const MAXIMUM_COMMANDS = 100;

const outcomes = Type.Object({
  transaction: Type.Optional(Type.String({ description: 'absent if nothing had to go to the ledger' })),
  outcomes: Type.Array(
    Type.Object({
      id: Type.Optional(
        Type.String({ description: 'absent, as participant, if the command cannot be read' }),
      ),
      participant: Type.Optional(Type.String()),
      outcome: Type.String({ description: 'done, repeated or refused' }),
      result: Type.Optional(Type.Unknown()),
      code: Type.Optional(Type.String()),
      message: Type.Optional(Type.String()),
    }),
  ),
});

/**
 * POST /v1/commands: relays signed commands to the ledger as they are, but for those that it would refuse for their form
 * or signatures. The gateway vouches for nothing and may be anyone's: the contract judges all of it again.
 */
export function addCommandRoute(app: FastifyInstance, dependencies: RelayParts): void {
  app.post(
    '/v1/commands',
    {
      schema: {
        tags: ['ledger'],
        description: `Canonical JSON with 1 to ${MAXIMUM_COMMANDS} command envelopes; each is judged by itself`,
        body: json(
          'commands',
          Type.Object({ envelopes: Type.Array(envelope, { minItems: 1, maxItems: MAXIMUM_COMMANDS }) }),
        ),
        response: {
          200: json('what became of each', outcomes),
          ...problems(413, 415, 422, 429, 502, 503, 504),
        },
      },
    },
    async (request, reply) => {
      const answer = await relayCommands(dependencies, parseCommands(requireBuffer(request.body)));
      return sendJson(reply, { ...answer });
    },
  );
}

/** @throws JSON_…, ENVELOPE_MALFORMED, VALUE_OUT_OF_RANGE */
function parseCommands(body: Uint8Array): readonly JsonValue[] {
  const value = parseCanonical(body);
  if (!isJsonObject(value)) throw malformed();
  const { envelopes, ...others } = value;
  if (!Array.isArray(envelopes) || Object.keys(others).length > 0) throw malformed();
  const list = envelopes as readonly JsonValue[];
  if (list.length === 0 || list.length > MAXIMUM_COMMANDS) {
    throw new QuanchengError('VALUE_OUT_OF_RANGE', `expected 1 to ${MAXIMUM_COMMANDS} envelopes`);
  }
  for (const each of list) envelopeFromJson(each);
  return list;
}

function malformed(): QuanchengError {
  return new QuanchengError('ENVELOPE_MALFORMED', 'expected exactly the member envelopes, a list');
}
