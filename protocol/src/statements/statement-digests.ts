import { encodeHex } from '../bytes/hex.js';
import { sha256, sm3 } from '../digests/digests.js';
import { formatEnvelope, type Envelope } from '../envelope/envelope.js';
import { payloadTypes } from '../envelope/payload-types.js';
import { encodingHead, preAuthenticationEncoding } from '../envelope/pre-authentication-encoding.js';

/** Lower-case hex. */
export interface StatementDigests {
  readonly sha256: string;
  readonly sm3: string;
}

/** SHA-256 and SM3 of a statement's PAE: what identifies the statement, whoever signed it and how. */
export function statementDigests(payload: Uint8Array): StatementDigests {
  const head = statementPaeHead(payload.length);
  return { sha256: encodeHex(sha256(head, payload)), sm3: encodeHex(sm3(head, payload)) };
}

/** Hex SHA-256 of an envelope's canonical bytes: binds the signatures, too. */
export function envelopeDigest(envelope: Envelope): string {
  return encodeHex(sha256(formatEnvelope(envelope)));
}

/** What the signers of a statement sign. */
export function statementPae(payload: Uint8Array): Uint8Array {
  return preAuthenticationEncoding(payloadTypes.statement, payload);
}

/** Heads are kept for the lengths seen: a batch's members have few. */
const heads = new Map<number, Uint8Array>();
const HEADS = 1_000;

/**
 * The bytes of a statement's PAE before its payload, for those who hash it without joining the two.
 * @param length of the payload in bytes
 */
export function statementPaeHead(length: number): Uint8Array {
  const known = heads.get(length);
  if (known !== undefined) return known;
  if (heads.size === HEADS) heads.clear();
  const head = encodingHead(payloadTypes.statement, length);
  heads.set(length, head);
  return head;
}
