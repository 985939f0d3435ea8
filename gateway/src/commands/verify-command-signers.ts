import type { SignedCommand } from '@quancheng/domain';
import { QuanchengError, type PublicKey, type StatementSigner } from '@quancheng/protocol';
import { assertSignerSet, verifySignatures, type SignerJudges } from '../deposit/verify-signers.js';
import type { RegisteredKey } from '../registry/registered-key.js';

/**
 * Verifies that a command's signers are registered and that exactly they signed it, in the contract's order. What is
 * remembered of a key never refuses it: it may have been registered, or given the role, this moment.
 * @throws KEY_UNKNOWN, KEY_REVOKED, ROLE_MISSING, SIGNER_SET_MISMATCH, SIGNATURE_INVALID, NETWORK_UNAVAILABLE
 */
export async function verifyCommandSigners(
  judges: SignerJudges,
  { envelope, statement }: SignedCommand,
): Promise<void> {
  const { signers } = statement;
  const publicKeys = await Promise.all(signers.map((signer) => findKey(judges, signer)));
  const claim = { envelope, encoding: envelope.message, signers };
  assertSignerSet(claim);
  await verifySignatures(judges, claim, publicKeys);
}

async function findKey({ registry }: SignerJudges, signer: StatementSigner): Promise<PublicKey> {
  const { participant, key } = signer;
  const remembered = registry.findRemembered(participant, key);
  if (remembered !== undefined && problemOf(signer, remembered) === undefined) return requireKey(remembered);
  const found = await registry.ask(participant, key);
  const problem = problemOf(signer, found);
  if (problem !== undefined) throw problem;
  return requireKey(found);
}

function requireKey({ publicKey }: RegisteredKey): PublicKey {
  if (publicKey === undefined) throw new Error('a key without problem is known');
  return publicKey;
}

function problemOf(
  { participant, key, role }: StatementSigner,
  { publicKey, revoked, roles }: RegisteredKey,
): QuanchengError | undefined {
  if (publicKey === undefined) {
    return new QuanchengError('KEY_UNKNOWN', `${key} is not registered to ${participant}`);
  }
  if (revoked) return new QuanchengError('KEY_REVOKED', `${key} is revoked`);
  // Every participant acts as itself; who is an administrator, the genesis says: the contract judges that.
  const needsNone = role === 'participant' || role === 'administrator';
  if (needsNone || roles.has(role)) return undefined;
  return new QuanchengError('ROLE_MISSING', `${participant} is no ${role} by ${key}`);
}
