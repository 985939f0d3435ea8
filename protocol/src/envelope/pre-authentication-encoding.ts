import { concatBytes } from '../bytes/bytes.js';
import { encodeUtf8 } from '../bytes/utf8.js';

/**
 * PAE of DSSE v1: "DSSEv1" SP LEN(type) SP type SP LEN(payload) SP payload, lengths in ASCII decimal. This is
 * what a signer signs.
 */
export function preAuthenticationEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  return concatBytes(encodingHead(payloadType, payload.length), payload);
}

/** What comes before the payload. */
export function encodingHead(payloadType: string, payloadLength: number): Uint8Array {
  return encodeUtf8(`DSSEv1 ${byteLength(payloadType)} ${payloadType} ${payloadLength} `);
}

function byteLength(text: string): number {
  return /^[ -~]*$/.test(text) ? text.length : encodeUtf8(text).length;
}
