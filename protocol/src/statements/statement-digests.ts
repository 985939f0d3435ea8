import { encodeHex } from '../bytes/hex.js';
import { sha256, sm3 } from '../digests/digests.js';
import { formatEnvelope, type Envelope } from '../envelope/envelope.js';
import { payloadTypes } from '../envelope/payload-types.js';
import { preAuthenticationEncoding } from '../envelope/pre-authentication-encoding.js';

/** Lower-case hex. */
export interface StatementDigests {
  readonly sha256: string;
  readonly sm3: string;
}

/** SHA-256 and SM3 of a statement's PAE: what identifies the statement, whoever signed it and how. */
export function statementDigests(payload: Uint8Array): StatementDigests {
  const message = statementPae(payload);
  return { sha256: encodeHex(sha256(message)), sm3: encodeHex(sm3(message)) };
}

/** Hex SHA-256 of an envelope's canonical bytes: binds the signatures, too. */
export function envelopeDigest(envelope: Envelope): string {
  return encodeHex(sha256(formatEnvelope(envelope)));
}

/** What the signers of a statement sign. */
export function statementPae(payload: Uint8Array): Uint8Array {
  return preAuthenticationEncoding(payloadTypes.statement, payload);
}
