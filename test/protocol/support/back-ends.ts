import { cryptography as node } from '@quancheng/protocol/cryptography/node';
import { cryptography as portable } from '@quancheng/protocol/cryptography/portable';

/** Every back end; all must give the same answers. */
export const backEnds = [node, portable] as const;

export const algorithms = ['ed25519', 'ecdsa-p256-sha256', 'sm2-sm3'] as const;

/** A 32-byte secret that is a valid seed and scalar for every algorithm. */
export function testSecret(byte: number): Uint8Array {
  return new Uint8Array(32).fill(byte);
}
