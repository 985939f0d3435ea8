import { encodeBase64 } from '../bytes/base64.js';
import { QuanchengError } from '../errors/quancheng-error.js';
import type { Signer } from '../signature/signer.js';
import type { Envelope } from './envelope.js';
import { preAuthenticationEncoding } from './pre-authentication-encoding.js';

/**
 * Signs a payload with every signer. The signatures come out sorted by keyid.
 * @throws SIGNER_SET_MISMATCH if there is no signer, or one key twice
 */
export function signEnvelope(payloadType: string, payload: Uint8Array, signers: readonly Signer[]): Envelope {
  const sorted = inOrder(signers);
  const message = preAuthenticationEncoding(payloadType, payload);
  return envelopeOf(
    payloadType,
    payload,
    sorted,
    sorted.map((signer) => signer.sign(message)),
  );
}

/** The same envelope, while the asking thread goes on where the signers can sign on another. */
export async function signEnvelopeAside(
  payloadType: string,
  payload: Uint8Array,
  signers: readonly Signer[],
): Promise<Envelope> {
  const sorted = inOrder(signers);
  const message = preAuthenticationEncoding(payloadType, payload);
  const signatures = await Promise.all(
    sorted.map(async (signer) => signer.signAside?.(message) ?? signer.sign(message)),
  );
  return envelopeOf(payloadType, payload, sorted, signatures);
}

function inOrder(signers: readonly Signer[]): readonly Signer[] {
  if (signers.length === 1) return signers;
  const keyIds = new Set(signers.map((signer) => signer.publicKey.keyId));
  if (signers.length === 0) throw new QuanchengError('SIGNER_SET_MISMATCH', 'there is no signer');
  if (keyIds.size !== signers.length) throw new QuanchengError('SIGNER_SET_MISMATCH', 'one key signs twice');
  return signers.toSorted((left, right) => (left.publicKey.keyId < right.publicKey.keyId ? -1 : 1));
}

function envelopeOf(
  payloadType: string,
  payload: Uint8Array,
  signers: readonly Signer[],
  signatures: readonly Uint8Array[],
): Envelope {
  return {
    payload: encodeBase64(payload),
    payloadType,
    signatures: signers.map(({ publicKey }, place) => ({
      keyid: publicKey.keyId,
      sig: encodeBase64(signatures[place] ?? new Uint8Array()),
    })),
  };
}
