import {
  encodeBase64,
  type Envelope,
  payloadTypes,
  preAuthenticationEncoding,
  QuanchengError,
} from '@quancheng/protocol';
import type { AsyncSigner } from './async-signer.js';

/** Signs a statement's canonical bytes with every signer. @throws SIGNER_SET_MISMATCH, and the signers' errors */
export function signStatement(payload: Uint8Array, signers: readonly AsyncSigner[]): Promise<Envelope> {
  return signPayload(payloadTypes.statement, payload, signers);
}

/** signEnvelope of the protocol, for signers that answer later. */
export async function signPayload(
  payloadType: string,
  payload: Uint8Array,
  signers: readonly AsyncSigner[],
): Promise<Envelope> {
  const keyIds = new Set(signers.map(({ publicKey }) => publicKey.keyId));
  if (keyIds.size === 0 || keyIds.size !== signers.length) {
    throw new QuanchengError('SIGNER_SET_MISMATCH', 'there is no signer, or one key signs twice');
  }
  const message = preAuthenticationEncoding(payloadType, payload);
  const signatures = await Promise.all(
    signers.map(async (signer) => ({
      keyid: signer.publicKey.keyId,
      sig: encodeBase64(await signer.sign(message)),
    })),
  );
  signatures.sort((left, right) => (left.keyid < right.keyid ? -1 : 1));
  return { payload: encodeBase64(payload), payloadType, signatures };
}
