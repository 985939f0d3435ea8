import { INTEGER, invalidDer, readDerSequence } from './der.js';

const LENGTH = 32;
const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/**
 * The 64 bytes r ‖ s of an ECDSA-Sig-Value (RFC 3279, 2.2.3) of P-256. Strict DER: shortest, positive integers,
 * nothing around them.
 * @throws CERTIFICATE_INVALID
 */
export function parseEcdsaSignature(der: Uint8Array): Uint8Array {
  const [r, s, ...others] = readDerSequence(der);
  if (r?.tag !== INTEGER || s?.tag !== INTEGER || others.length > 0)
    throw invalidDer('expected two INTEGERs');
  const signature = new Uint8Array(2 * LENGTH);
  signature.set(magnitude(r.content), LENGTH - magnitude(r.content).length);
  signature.set(magnitude(s.content), 2 * LENGTH - magnitude(s.content).length);
  return signature;
}

/**
 * The signature's twin with s ≤ n/2. Certificate authorities don't normalise s, and Fabric accepts both forms of a
 * certificate; an endorsement's signature is never normalised.
 */
export function lowS(signature: Uint8Array): Uint8Array {
  let s = 0n;
  for (const byte of signature.subarray(LENGTH)) s = s * 256n + BigInt(byte);
  if (s <= P256_ORDER / 2n || s >= P256_ORDER) return signature;
  const normalised = signature.slice();
  let rest = P256_ORDER - s;
  for (let index = 2 * LENGTH - 1; index >= LENGTH; index -= 1) {
    normalised[index] = Number(rest % 256n);
    rest /= 256n;
  }
  return normalised;
}

/** The bytes of a positive INTEGER without the zero that keeps its sign. */
function magnitude(content: Uint8Array): Uint8Array {
  const [first = 0x80, second = 0] = content;
  if (first >= 0x80) throw invalidDer('negative or empty INTEGER');
  const padded = first === 0 && content.length > 1;
  if (padded && second < 0x80) throw invalidDer('INTEGER longer than needed');
  const digits = padded ? content.subarray(1) : content;
  if (digits.length > LENGTH) throw invalidDer('INTEGER too large');
  return digits;
}
