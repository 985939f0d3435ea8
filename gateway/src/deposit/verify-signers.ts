import {
  decodeBase64,
  QuanchengError,
  type KeyId,
  type PublicKey,
  type StatementSigner,
} from '@quancheng/protocol';
import type { RegisteredKey } from '../registry/registered-key.js';
import type { SignerRegistry } from '../registry/signer-registry.js';
import type { DepositorClaim } from './prepared-deposit.js';
import type { SignatureVerifier } from './signatures/signature-verifier.js';

/** What is verified of a claim. */
type SignedClaim = Pick<DepositorClaim, 'encoding' | 'signers'> & {
  readonly envelope: Pick<DepositorClaim['envelope'], 'signatures'>;
};

/** Who knows keys, and who verifies signatures. */
export interface SignerJudges {
  readonly registry: SignerRegistry;
  readonly signatures: SignatureVerifier;
}

/**
 * Verifies that exactly the statement's signers signed it, each with a key that the ledger holds for its
 * participant, in a role that the participant has.
 * @returns those of the keys that are revoked by now: good enough to repeat what was deposited before
 * @throws KEY_UNKNOWN, ROLE_MISSING, SIGNER_SET_MISMATCH, SIGNATURE_INVALID, NETWORK_UNAVAILABLE
 */
export async function verifySigners(judges: SignerJudges, claim: DepositorClaim): Promise<readonly KeyId[]> {
  // Before the ledger is asked for anything.
  assertSignerSet(claim);
  const registered = await Promise.all(
    claim.signers.map(async (signer) => {
      const { registry } = judges;
      const found =
        registry.findRemembered(signer.participant, signer.key) ??
        (await registry.find(signer.participant, signer.key));
      return { publicKey: requireKey(signer, found), isRevoked: found.revoked };
    }),
  );
  await verifySignatures(
    judges,
    claim,
    registered.map(({ publicKey }) => publicKey),
  );
  return registered.flatMap(({ publicKey, isRevoked }) => (isRevoked ? [publicKey.keyId] : []));
}

/** @param publicKeys the signers', in their order @throws SIGNATURE_INVALID */
export async function verifySignatures(
  judges: Pick<SignerJudges, 'signatures'>,
  claim: SignedClaim,
  publicKeys: readonly PublicKey[],
): Promise<void> {
  await Promise.all(publicKeys.map((publicKey, index) => verifyOne(judges, claim, publicKey, index)));
}

async function verifyOne(
  { signatures }: Pick<SignerJudges, 'signatures'>,
  { envelope, encoding }: SignedClaim,
  publicKey: PublicKey,
  index: number,
): Promise<void> {
  // Both lists are in the order of the keys, and the sets are equal.
  const { keyid, sig } = envelope.signatures[index] ?? { keyid: undefined, sig: '' };
  const isValid =
    keyid === publicKey.keyId && (await signatures.verify(publicKey, encoding, decodeBase64(sig)));
  if (!isValid)
    throw new QuanchengError('SIGNATURE_INVALID', `the signature of ${publicKey.keyId} does not verify`);
}

/** Both lists are sorted by key, no key twice. @throws SIGNER_SET_MISMATCH */
export function assertSignerSet({ envelope: { signatures }, signers }: SignedClaim): void {
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
