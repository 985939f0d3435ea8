import {
  QuanchengError,
  verifyEnvelope,
  type Envelope,
  type KeyId,
  type PublicKey,
  type StatementSigner,
} from '@quancheng/protocol';
import type { RegisteredKey } from '../registry/registered-key.js';
import type { SignerRegistry } from '../registry/signer-registry.js';

/**
 * Verifies that exactly the statement's signers signed it, each with a key that the ledger holds for its
 * participant, in a role that the participant has.
 * @returns those of the keys that are revoked by now: good enough to repeat what was deposited before
 * @throws KEY_UNKNOWN, ROLE_MISSING, SIGNER_SET_MISMATCH, SIGNATURE_INVALID, NETWORK_UNAVAILABLE
 */
export async function verifySigners(
  envelope: Envelope,
  signers: readonly StatementSigner[],
  registry: SignerRegistry,
): Promise<readonly KeyId[]> {
  assertSignerSet(envelope, signers);
  const publicKeys = new Map<KeyId, PublicKey>();
  const revoked: KeyId[] = [];
  for (const signer of signers) {
    // What is remembered is used without giving up the turn: this is the hot path.
    const registered =
      registry.findRemembered(signer.participant, signer.key) ??
      (await registry.find(signer.participant, signer.key));
    publicKeys.set(signer.key, requireKey(signer, registered));
    if (registered.revoked) revoked.push(signer.key);
  }
  verifyEnvelope(envelope, publicKeys, publicKeys.keys());
  return revoked;
}

/** Before the ledger is asked for anything: both lists are sorted by key, no key twice. */
function assertSignerSet({ signatures }: Envelope, signers: readonly StatementSigner[]): void {
  const matches =
    signatures.length === signers.length &&
    signatures.every(({ keyid }, index) => keyid === signers[index]?.key);
  if (!matches)
    throw new QuanchengError('SIGNER_SET_MISMATCH', 'the signatures are not exactly the listed signers’');
}

function requireKey(signer: StatementSigner, { publicKey, roles }: RegisteredKey): PublicKey {
  if (publicKey === undefined) {
    throw new QuanchengError(
      'KEY_UNKNOWN',
      `the ledger has no key ${signer.key} of participant ${signer.participant}`,
    );
  }
  if (!roles.has(signer.role)) {
    throw new QuanchengError('ROLE_MISSING', `participant ${signer.participant} is no ${signer.role}`);
  }
  return publicKey;
}
