import { encodeHex } from '../bytes/hex.js';

/** The unsigned number that bytes encode, most significant byte first. */
export function bigEndianNumber(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${encodeHex(bytes)}`);
}

/** The unsigned number that bytes encode, least significant byte first. */
export function littleEndianNumber(bytes: Uint8Array): bigint {
  return bigEndianNumber(bytes.toReversed());
}
