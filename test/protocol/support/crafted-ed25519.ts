import { ed25519 } from '@noble/curves/ed25519.js';
import { concatBytes } from '@quancheng/protocol';
import { createHash } from 'node:crypto';

/** Ed25519 signatures at the edge of the rules, which no signer makes by itself. */

const { Point } = ed25519;
export const ORDER = Point.Fn.ORDER;
/** A point of order 8, which generates all of small order. */
const TORSION = Point.fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a');

export interface Crafting {
  readonly scalar: bigint;
  readonly point: Uint8Array;
  readonly nonce: bigint;
  readonly message: Uint8Array;
  readonly torsionInR?: bigint;
}

/** A key pair; the public key may carry a torsion component that the private key knows nothing of. */
export function craftKey(
  scalar: bigint,
  torsion = 0n,
): { readonly point: Uint8Array; readonly scalar: bigint } {
  const secret = (scalar * 0x1234567890abcdefn) % ORDER;
  return { point: Point.BASE.multiply(secret).add(multiple(TORSION, torsion)).toBytes(), scalar: secret };
}

/** S = nonce + k · scalar, with R = [nonce]B + [torsionInR]T. */
export function craftSignature({ scalar, point, nonce, message, torsionInR = 0n }: Crafting): Uint8Array {
  const encodedR = multiple(Point.BASE, nonce).add(multiple(TORSION, torsionInR)).toBytes();
  const s = (nonce + challenge(encodedR, point, message) * scalar) % ORDER;
  return concatBytes(encodedR, littleEndianBytes(s));
}

export function challenge(encodedR: Uint8Array, point: Uint8Array, message: Uint8Array): bigint {
  return littleEndian(createHash('sha512').update(encodedR).update(point).update(message).digest()) % ORDER;
}

function multiple(point: InstanceType<typeof Point>, factor: bigint): InstanceType<typeof Point> {
  return factor === 0n ? Point.ZERO : point.multiplyUnsafe(factor);
}

export function littleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
}

export function littleEndianBytes(value: bigint): Uint8Array {
  return new Uint8Array(Buffer.from(value.toString(16).padStart(64, '0'), 'hex').reverse());
}
