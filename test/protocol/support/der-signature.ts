/** SEQUENCE of two INTEGERs, as openssl writes and reads ECDSA and SM2 signatures, from r ‖ s. */
export function toDerSignature(raw: Uint8Array): Uint8Array {
  const body = [...derInteger(raw.subarray(0, 32)), ...derInteger(raw.subarray(32))];
  return Uint8Array.from([0x30, body.length, ...body]);
}

/** r ‖ s from openssl's form. */
export function fromDerSignature(der: Uint8Array): Uint8Array {
  const length = der[3] ?? 0;
  const first = der.subarray(4, 4 + length);
  const second = der.subarray(6 + length);
  return Uint8Array.from([...fixed(first), ...fixed(second)]);
}

function derInteger(bytes: Uint8Array): number[] {
  let digits = [...bytes];
  while (digits.length > 1 && digits[0] === 0) digits = digits.slice(1);
  if ((digits[0] ?? 0) >= 0x80) digits = [0, ...digits];
  return [0x02, digits.length, ...digits];
}

function fixed(integer: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(32);
  const digits = integer.subarray(Math.max(0, integer.length - 32));
  bytes.set(digits, 32 - digits.length);
  return bytes;
}
