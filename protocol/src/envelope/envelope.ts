import { decodeBase64 } from '../bytes/base64.js';
import { canonicalize } from '../json/canonical-json.js';
import type { KeyId } from '../signature/key-id.js';

/** A DSSE envelope, in the shape of its JSON. */
export interface Envelope {
  /** Strict Base64 of the payload's bytes. */
  readonly payload: string;
  readonly payloadType: string;
  /** At least one, sorted by keyid, no keyid twice. */
  readonly signatures: readonly EnvelopeSignature[];
}

export interface EnvelopeSignature {
  readonly keyid: KeyId;
  /** Strict Base64 of 64 bytes. */
  readonly sig: string;
}

/** The envelope's canonical bytes; the envelope digest is SHA-256 of these. */
export function formatEnvelope(envelope: Envelope): Uint8Array {
  return canonicalize({
    payload: envelope.payload,
    payloadType: envelope.payloadType,
    signatures: envelope.signatures.map(({ keyid, sig }) => ({ keyid, sig })),
  });
}

/** The payload's bytes, not verified: to find out which keys must have signed. */
export function unverifiedPayload(envelope: Envelope): Uint8Array {
  return decodeBase64(envelope.payload);
}
