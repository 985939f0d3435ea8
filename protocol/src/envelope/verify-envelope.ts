import { decodeBase64 } from '../bytes/base64.js';
import { QuanchengError } from '../errors/quancheng-error.js';
import type { KeyId } from '../signature/key-id.js';
import type { PublicKey } from '../signature/public-key.js';
import { verifySignature } from '../signature/verify-signature.js';
import type { Envelope } from './envelope.js';
import { signedMessageOf, type SignedMessage } from './signed-message.js';

/**
 * Verifies that exactly the required keys have signed, each correctly: a missing signature fails, and so does
 * an additional one, valid or not.
 * @param publicKeys at least the required keys, by their ids
 * @returns the payload's bytes, verified
 * @throws SIGNER_SET_MISMATCH, KEY_UNKNOWN, SIGNATURE_INVALID
 */
export function verifyEnvelope(
  envelope: Envelope,
  publicKeys: ReadonlyMap<KeyId, PublicKey>,
  requiredKeyIds: Iterable<KeyId>,
): Uint8Array {
  return verifySignedMessage(signedMessageOf(envelope), publicKeys, requiredKeyIds);
}

/** The same for an envelope that has been opened. */
export function verifySignedMessage(
  { payload, message, signatures }: SignedMessage,
  publicKeys: ReadonlyMap<KeyId, PublicKey>,
  requiredKeyIds: Iterable<KeyId>,
): Uint8Array {
  assertSignerSet(signatures, new Set(requiredKeyIds));
  for (const { keyid, sig } of signatures) {
    const publicKey = publicKeys.get(keyid);
    if (publicKey?.keyId !== keyid) throw new QuanchengError('KEY_UNKNOWN', `no public key for ${keyid}`);
    if (!verifySignature(publicKey, message, decodeBase64(sig))) {
      throw new QuanchengError('SIGNATURE_INVALID', `the signature of ${keyid} does not verify`);
    }
  }
  return payload;
}

function assertSignerSet(signatures: SignedMessage['signatures'], required: ReadonlySet<KeyId>): void {
  const signed = new Set(signatures.map((signature) => signature.keyid));
  const matches =
    required.size > 0 &&
    signed.size === required.size &&
    signatures.length === signed.size &&
    [...required].every((keyId) => signed.has(keyId));
  if (!matches) {
    throw new QuanchengError('SIGNER_SET_MISMATCH', 'the signatures are not exactly the required ones');
  }
}
