import { createPrivateKey, sign } from 'node:crypto';
import type { Identity } from '@quancheng/network';

const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** Signs as a client does; node yields a high s every second time, so it tries again until s is low. */
export function signLowS(identity: Identity, message: Uint8Array): Buffer {
  return signUntil(identity, message, (s) => s <= order >> 1n);
}

/** An equally true signature with the other value of s, which Fabric does not accept. */
export function signHighS(identity: Identity, message: Uint8Array): Buffer {
  return signUntil(identity, message, (s) => s > order >> 1n);
}

function signUntil({ privateKey }: Identity, message: Uint8Array, isWanted: (s: bigint) => boolean): Buffer {
  const key = createPrivateKey(privateKey);
  for (;;) {
    const signature = sign('sha256', message, key);
    if (isWanted(readS(signature))) {
      return signature;
    }
  }
}

/** The second integer of SEQUENCE { INTEGER r, INTEGER s }, all shorter than 128 bytes. */
function readS(der: Buffer): bigint {
  const second = 4 + der[3]!;
  return BigInt(`0x${der.subarray(second + 2).toString('hex')}`);
}
