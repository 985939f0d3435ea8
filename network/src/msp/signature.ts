import { type KeyObject, sign, verify } from 'node:crypto';

/** Order of P-256 (SEC 2, section 2.4.2) and half of it, rounded down. */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const halfOrder = order >> 1n;
const halfOrderBytes = Buffer.from(halfOrder.toString(16).padStart(64, '0'), 'hex');

/** Signs a message with ECDSA P-256 and SHA-256; DER, with the low s that Fabric requires. */
export function signMessage(key: KeyObject, message: Uint8Array): Buffer {
  const raw = sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' });
  const s = raw.subarray(32);
  return formatDer(raw.subarray(0, 32), Buffer.compare(s, halfOrderBytes) > 0 ? negate(s) : s);
}

/** True if the DER signature is valid and its s low: a real peer rejects the other one of the two valid signatures. */
export function isMessageSignature(key: KeyObject, message: Uint8Array, signature: Uint8Array): boolean {
  return hasLowS(signature) && verify('sha256', message, { key, dsaEncoding: 'der' }, signature);
}

/** The same, found out on a thread of the pool. */
export async function verifyMessageSignature(
  key: KeyObject,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  if (!hasLowS(signature)) {
    return false;
  }
  return await new Promise((resolve, reject) => {
    verify('sha256', message, { key, dsaEncoding: 'der' }, signature, (error, isGood) => {
      if (error === null) {
        resolve(isGood);
      } else {
        reject(error);
      }
    });
  });
}

function hasLowS(signature: Uint8Array): boolean {
  const s = readS(signature);
  return s !== undefined && Buffer.compare(s, halfOrderBytes) <= 0;
}

function negate(s: Buffer): Buffer {
  const negated = order - BigInt(`0x${s.toString('hex')}`);
  return Buffer.from(negated.toString(16).padStart(64, '0'), 'hex');
}

function formatDer(r: Buffer, s: Buffer): Buffer {
  const body = Buffer.concat([formatInteger(r), formatInteger(s)]);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
}

function formatInteger(unsigned: Buffer): Buffer {
  let start = 0;
  while (start < unsigned.length - 1 && unsigned[start] === 0) {
    start += 1;
  }
  const digits = unsigned.subarray(start);
  const sign = (digits[0] ?? 0) >= 0x80 ? [0] : [];
  return Buffer.concat([Buffer.from([0x02, digits.length + sign.length, ...sign]), digits]);
}

/** The 32-byte s of SEQUENCE { INTEGER r, INTEGER s }; undefined if it is not DER of that shape. */
function readS(signature: Uint8Array): Buffer | undefined {
  const lengthOfR = signature[3] ?? 0;
  const lengthOfS = signature[5 + lengthOfR] ?? 0;
  const isSequence = signature[0] === 0x30 && signature[1] === signature.length - 2 && signature[2] === 0x02;
  if (!isSequence || signature[4 + lengthOfR] !== 0x02 || signature.length !== 6 + lengthOfR + lengthOfS) {
    return undefined;
  }
  const digits = signature.subarray(6 + lengthOfR);
  const magnitude = digits[0] === 0 ? digits.subarray(1) : digits;
  if (magnitude.length > 32) {
    return undefined;
  }
  return Buffer.concat([Buffer.alloc(32 - magnitude.length), magnitude]);
}
