import { type Envelope, type EnvelopeSignature, unverifiedPayload } from './envelope.js';
import { preAuthenticationEncoding } from './pre-authentication-encoding.js';

/** What an envelope's signers signed, decoded once for whoever reads it and verifies it too. Nothing is verified yet. */
export interface SignedMessage {
  readonly payloadType: string;
  readonly payload: Uint8Array;
  /** PAE of the payload: what is signed. */
  readonly message: Uint8Array;
  readonly signatures: readonly EnvelopeSignature[];
}

/** Decodes an envelope's payload. @throws ENCODING_BASE64 */
export function signedMessageOf(envelope: Envelope): SignedMessage {
  return newSignedMessage(envelope.payloadType, unverifiedPayload(envelope), envelope.signatures);
}

export function newSignedMessage(
  payloadType: string,
  payload: Uint8Array,
  signatures: readonly EnvelopeSignature[],
): SignedMessage {
  return { payloadType, payload, message: preAuthenticationEncoding(payloadType, payload), signatures };
}
