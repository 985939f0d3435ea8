import type { FastifyReply } from 'fastify';
import { formatCanonical, type JsonValue } from '@quancheng/protocol';

export const JSON_TYPE = 'application/json; charset=utf-8';

/** Answers with canonical JSON: signed objects inside come out byte for byte as they were signed. */
export function sendJson(reply: FastifyReply, value: JsonValue, status = 200): FastifyReply {
  return sendJsonText(reply, formatCanonical(value), status);
}

/** The same for text that is canonical JSON already. */
export function sendJsonText(reply: FastifyReply, text: string | Uint8Array, status = 200): FastifyReply {
  return reply.code(status).type(JSON_TYPE).send(text);
}
