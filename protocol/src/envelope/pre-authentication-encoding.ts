import { concatBytes } from '../bytes/bytes.js';
import { encodeUtf8 } from '../bytes/utf8.js';

/**
 * PAE of DSSE v1: "DSSEv1" SP LEN(type) SP type SP LEN(payload) SP payload, lengths in ASCII decimal. This is
 * what a signer signs.
 */
export function preAuthenticationEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  const head = `DSSEv1 ${byteLength(payloadType)} ${payloadType} ${payload.length} `;
  return concatBytes(encodeUtf8(head), payload);
}

function byteLength(text: string): number {
  return /^[ -~]*$/.test(text) ? text.length : encodeUtf8(text).length;
}
