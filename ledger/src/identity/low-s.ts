const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const HALF_ORDER = ORDER >> 1n;
const COORDINATE = 32;

/**
 * DER of a raw r ‖ s P-256 signature with the smaller of s and n − s. Fabric refuses the larger one
 * (bccsp/utils/ecdsa.go), which a plain signer yields half the time.
 */
export function encodeLowSignature(raw: Uint8Array): Uint8Array {
  const r = Buffer.from(raw.subarray(0, COORDINATE));
  const s = lower(Buffer.from(raw.subarray(COORDINATE)));
  const body = Buffer.concat([encodeInteger(r), encodeInteger(s)]);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
}

function lower(s: Buffer): Buffer {
  const value = BigInt(`0x${s.toString('hex')}`);
  if (value <= HALF_ORDER) return s;
  return Buffer.from((ORDER - value).toString(16).padStart(2 * COORDINATE, '0'), 'hex');
}

/** A DER INTEGER: no needless leading zeros, one where the first bit would read as a sign. */
function encodeInteger(bytes: Buffer): Buffer {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const digits = bytes.subarray(start);
  const padding = (digits[0] ?? 0) >= 0x80 ? [0] : [];
  return Buffer.concat([Buffer.from([0x02, digits.length + padding.length, ...padding]), digits]);
}
