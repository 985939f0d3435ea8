import {
  encodeHex,
  parseStatement,
  payloadTypes,
  QuanchengError,
  sha256,
  statementPae,
  unverifiedPayload,
  type Envelope,
  type Statement,
} from '@quancheng/protocol';

export interface ReadStatement {
  readonly statement: Statement;
  /** Statement digest: hex SHA-256 of the PAE. */
  readonly digest: string;
}

/**
 * The statement in an envelope; no signature is verified.
 * @throws ENVELOPE_MALFORMED, JSON_…, STATEMENT_INVALID
 */
export function readStatement(envelope: Envelope): ReadStatement {
  if (envelope.payloadType !== payloadTypes.statement) {
    throw new QuanchengError('ENVELOPE_MALFORMED', 'the envelope holds no statement');
  }
  const payload = unverifiedPayload(envelope);
  return { statement: parseStatement(payload), digest: encodeHex(sha256(statementPae(payload))) };
}
