import { Type, type TSchema } from 'typebox';

/** The answers' and parameters' forms, for /openapi.json. Signed bodies are judged by protocol, not by these. */
const hash = (description: string) => Type.String({ pattern: '^[0-9a-f]{64}$', description });

export const participantId = Type.String({
  pattern: '^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$',
  description: 'ParticipantId',
});
export const batchId = Type.String({
  pattern: '^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$',
  description: 'RecordId of a batch',
});
export const recordId = Type.String({
  pattern: '^[A-Za-z0-9][A-Za-z0-9_-]{0,63}(\\.(0|[1-9][0-9]{0,3}))?$',
  description: 'RecordId; a batch member’s is <batch’s id>.<index>',
});
const time = Type.String({ format: 'date-time' });
const count = Type.Integer({ minimum: 0 });

export const envelope = Type.Object(
  {
    payload: Type.String({ description: 'Base64' }),
    payloadType: Type.String(),
    signatures: Type.Array(
      Type.Object({ keyid: hash('KeyId'), sig: Type.String({ description: 'Base64' }) }),
    ),
  },
  { description: 'A DSSE envelope in canonical JSON (docs/specs/envelope.md)', additionalProperties: false },
);

export const problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    code: Type.String({ description: 'Stable; docs/errors.md lists all' }),
    retryable: Type.Boolean(),
    action: Type.String(),
  },
  { description: 'RFC 9457 problem details' },
);

const depositMembers = {
  participant: participantId,
  id: recordId,
  index: count,
  received: time,
  promise: envelope,
};
export const recordReceipt = Type.Object(depositMembers);
export const batchReceipt = Type.Object({ ...depositMembers, size: count });
export const recordLine = Type.Union([
  Type.Object({ line: Type.Integer({ minimum: 1 }), status: Type.Integer(), ...depositMembers }),
  Type.Object({ line: Type.Integer({ minimum: 1 }), ...problem.properties }),
]);

export const entry = Type.Object(
  {
    envelope: hash('envelope digest'),
    kind: Type.Union([Type.Literal('document'), Type.Literal('sharing-event')]),
    member: Type.Optional(count),
    received: time,
    schema: Type.String(),
    sha256: hash('statement digest'),
    sm3: hash('statement digest'),
  },
  { description: 'A log entry (docs/specs/log.md)' },
);

export const readNonce = Type.String({
  pattern: '^[0-9a-f]{32,64}$',
  description: 'yours, so that the answer is fresh',
});
export const readsAnswer = Type.Object({
  reads: Type.Array(Type.String()),
  next: Type.Optional(Type.String({ description: '`after` of the request for the rest' })),
});

/** Problem answers of a route besides its good ones. */
export function problems(...statuses: readonly number[]): Record<number, TSchema> {
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: 'Problem',
        content: { 'application/problem+json': { schema: problem } },
      },
    ]),
  );
}

/** An answer in a given content type. */
export function answer(description: string, contentType: string, schema: TSchema): TSchema {
  return { description, content: { [contentType]: { schema } } };
}

export const json = (description: string, schema: TSchema): TSchema =>
  answer(description, 'application/json', schema);
export const text = (description: string): TSchema => answer(description, 'text/plain', Type.String());
