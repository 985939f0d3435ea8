import {
  decodeBase64,
  parsePublicKey,
  QuanchengError,
  verifyEnvelope,
  type Envelope,
  type GenesisStatement,
  type PublicKey,
} from '@quancheng/protocol';
import { readStatement } from '../statements/read-statement.js';

export interface VerifiedGenesis {
  readonly statement: GenesisStatement;
  /** Statement digest: hex SHA-256. */
  readonly digest: string;
  /** In the order of `statement.publicKeys`, which is that of its signers. */
  readonly publicKeys: readonly PublicKey[];
}

/**
 * Verifies that all signers of a genesis statement have signed it. It brings their keys itself: what makes it the
 * genesis is that every organisation endorses it.
 * @throws ENVELOPE_MALFORMED, JSON_…, STATEMENT_INVALID, KEY_…, SIGNER_SET_MISMATCH, SIGNATURE_INVALID
 */
export function verifyGenesis(envelope: Envelope): VerifiedGenesis {
  const { statement, digest } = readStatement(envelope);
  if (statement.schema !== 'quancheng/genesis/v1') {
    throw new QuanchengError('STATEMENT_INVALID', '/schema: expected a genesis statement');
  }
  const publicKeys = statement.publicKeys.map((encoded) => parsePublicKey(decodeBase64(encoded)));
  const required = statement.signers.map((signer) => signer.key);
  verifyEnvelope(envelope, new Map(publicKeys.map((key) => [key.keyId, key])), required);
  return { statement, digest, publicKeys };
}
