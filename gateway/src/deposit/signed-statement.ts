import {
  encodeHex,
  openEnvelope,
  parseStatement,
  payloadTypes,
  QuanchengError,
  sha256,
  statementPae,
  type Envelope,
  type Statement,
} from '@quancheng/protocol';

/** A statement with its envelope, both well-formed; the signatures are not verified yet. */
export interface SignedStatement {
  readonly envelope: Envelope;
  readonly statement: Statement;
  /** The pre-authentication encoding: what was signed, and what the statement digests are of. */
  readonly encoding: Uint8Array;
  /** SHA-256 statement digest, 32 bytes. */
  readonly digest: Uint8Array;
  /** Hex SHA-256 of the envelope's bytes. */
  readonly envelopeDigest: string;
}

/** @throws JSON_…, ENVELOPE_…, ENCODING_BASE64, STATEMENT_INVALID, LEVEL_REFUSED */
export function parseSignedStatement(bytes: Uint8Array): SignedStatement {
  const { envelope, payload } = openEnvelope(bytes);
  if (envelope.payloadType !== payloadTypes.statement) {
    throw new QuanchengError('ENVELOPE_MALFORMED', `the payload type is not ${payloadTypes.statement}`);
  }
  const encoding = statementPae(payload);
  return {
    envelope,
    statement: parseStatement(payload),
    encoding,
    digest: sha256(encoding),
    envelopeDigest: encodeHex(sha256(bytes)),
  };
}
