import { concatBytes } from '../bytes/bytes.js';
import { encodeUtf8 } from '../bytes/utf8.js';

/**
 * PAE of DSSE v1: "DSSEv1" SP LEN(type) SP type SP LEN(payload) SP payload, lengths in ASCII decimal. This is
 * what a signer signs.
 */
export function preAuthenticationEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  const type = encodeUtf8(payloadType);
  const head = encodeUtf8(`DSSEv1 ${type.length} `);
  return concatBytes(head, type, encodeUtf8(` ${payload.length} `), payload);
}
