/** What an envelope's payload is; part of what is signed, so one kind never passes for another. */
export const payloadTypes = {
  statement: 'application/vnd.quancheng.statement+json',
  promise: 'application/vnd.quancheng.promise+json',
  trustRoot: 'application/vnd.quancheng.trust-root+json',
} as const;

export type PayloadType = (typeof payloadTypes)[keyof typeof payloadTypes];
