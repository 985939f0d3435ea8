import {
  decodeBase64,
  envelopeFromJson,
  parsePublicKey,
  QuanchengError,
  verifyEnvelope,
  type Envelope,
  type JsonValue,
  type KeyPossessionStatement,
  type PublicKey,
} from '@quancheng/protocol';
import { readStatement } from '../statements/read-statement.js';

/** A key-possession statement in its envelope: whoever made it holds the private key. */
export interface Possession {
  readonly publicKey: PublicKey;
  /** Its one signer is this key. */
  readonly statement: KeyPossessionStatement;
  readonly envelope: Envelope;
}

/**
 * Reads the form only; `assertPossession` verifies.
 * @throws ENVELOPE_MALFORMED, JSON_…, STATEMENT_INVALID, KEY_MALFORMED, KEY_WEAK, POSSESSION_INVALID
 */
export function parsePossession(value: JsonValue): Possession {
  const envelope = envelopeFromJson(value);
  const { statement } = readStatement(envelope);
  if (statement.schema !== 'quancheng/key-possession/v1') throw invalid('it is another statement');
  const publicKey = parsePublicKey(decodeBase64(statement.publicKey));
  return { publicKey, statement, envelope };
}

/**
 * The proof must name this participant and this ledger: one made for another cannot be reused here.
 * @throws POSSESSION_INVALID
 */
export function assertPossession(possession: Possession, participant: string, ledger: string): void {
  const { statement, publicKey, envelope } = possession;
  if (statement.participant !== participant) throw invalid(`it names participant ${statement.participant}`);
  if (statement.audience !== ledger) throw invalid(`it is addressed to ledger ${statement.audience}`);
  try {
    verifyEnvelope(envelope, new Map([[publicKey.keyId, publicKey]]), [publicKey.keyId]);
  } catch (cause) {
    if (cause instanceof QuanchengError) throw invalid(cause.detail, cause);
    throw cause;
  }
}

function invalid(detail: string, cause?: unknown): QuanchengError {
  return new QuanchengError('POSSESSION_INVALID', `proof of possession: ${detail}`, { cause });
}
