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
  const keyIds = new Set(signers.map((signer) => signer.publicKey.keyId));
  if (signers.length === 0) throw new QuanchengError('SIGNER_SET_MISMATCH', 'there is no signer');
  if (keyIds.size !== signers.length) throw new QuanchengError('SIGNER_SET_MISMATCH', 'one key signs twice');
  const message = preAuthenticationEncoding(payloadType, payload);
  const signatures = signers.map((signer) => ({
    keyid: signer.publicKey.keyId,
    sig: encodeBase64(signer.sign(message)),
  }));
  signatures.sort((left, right) => (left.keyid < right.keyid ? -1 : 1));
  return { payload: encodeBase64(payload), payloadType, signatures };
}
