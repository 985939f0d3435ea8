import { concatBytes, encodeUtf8, newPublicKey, newSigner, type PublicKey } from '@quancheng/protocol';
import { testSecret } from '../support/back-ends.js';
import {
  ORDER,
  challenge,
  craftKey,
  craftSignature,
  littleEndian,
  littleEndianBytes,
} from '../support/crafted-ed25519.js';
import { hex, unhex, type VectorFile } from './vector-file.js';

/** A signature that verifies or doesn't. */
export interface SignatureCase {
  readonly name: string;
  readonly spki: string;
  readonly message: string;
  readonly signature: string;
  readonly valid: boolean;
}

const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const SM2_ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;

const message = encodeUtf8('泉城');
const ed25519 = newSigner('ed25519', testSecret(3));
const p256 = newSigner('ecdsa-p256-sha256', testSecret(3));
const sm2 = newSigner('sm2-sm3', testSecret(3));

// Made once by OpenSSL 3.0 with the user id 1234567812345678: SM2's nonce is random.
const sm2OfNothing = unhex(
  'a78ab1d742a33cbbce6091341a2c72854ebc11138b0e95f57a3ea00797dbfde5ddfadfcad62f6bf25a67ee00e792abf784860ec9afe7611e4985435553462c6e',
);
const sm2Signature = unhex(
  'afb7a296a2ccfd19d0715ff6bc7b75f1ed9712aef54d0f0218f1444e1eea3b1b1151ec9ca69b926b3dd07d452f1aa67f2912abbae9ea6b740cff07631305771f',
);
// r = e, s = −e·d / (1 + d): the point at infinity. OpenSSL refuses it.
const sm2Infinite = unhex(
  '5d582fe158254ecd774b54a46bb7b0b1bbec2366bb0dc450989849fb17658721187b50001842159267d3dbb2eaec770909acec7edd60ccc52507d0187fd786f1',
);

export const signatureVectors: VectorFile = {
  description: 'Signatures (docs/specs/envelope.md), with the cases in which libraries disagree.',
  fields: {
    spki: 'hex DER',
    message: 'hex',
    signature: 'hex, 64 bytes if well formed',
    valid: 'whether it verifies',
  },
  cases: [...ed25519Cases(), ...p256Cases(), ...sm2Cases()],
};

function ed25519Cases(): readonly SignatureCase[] {
  const signature = ed25519.sign(message);
  const s = littleEndian(signature.subarray(32));
  const plain = craftKey(2n);
  const plainKey = newPublicKey('ed25519', plain.point);
  const mixed = craftKey(3n, 1n);
  const mixedKey = newPublicKey('ed25519', mixed.point);
  const torsion = craftSignature({ ...plain, nonce: 7n, message, torsionInR: 1n });
  const identity = craftSignature({ ...plain, nonce: 0n, message });
  return [
    of('Ed25519', ed25519.publicKey, message, signature, true),
    of('Ed25519, empty message', ed25519.publicKey, new Uint8Array(), ed25519.sign(new Uint8Array()), true),
    of('Ed25519, other message', ed25519.publicKey, encodeUtf8('泉州'), signature, false),
    of(
      'Ed25519, S + L',
      ed25519.publicKey,
      message,
      concatBytes(signature.subarray(0, 32), littleEndianBytes(s + ORDER)),
      false,
    ),
    of('Ed25519, torsion in R: only the cofactored equation holds', plainKey, message, torsion, false),
    of('Ed25519, R is the identity', plainKey, message, identity, true),
    ...mixedCases(mixed, mixedKey),
    of('Ed25519, 63 bytes', ed25519.publicKey, message, signature.subarray(1), false),
    of('Ed25519, 65 bytes', ed25519.publicKey, message, concatBytes(signature, Uint8Array.of(0)), false),
  ];
}

/** The key's torsion component vanishes for one message in eight: where k = 0 mod 8. */
function mixedCases(key: ReturnType<typeof craftKey>, publicKey: PublicKey): readonly SignatureCase[] {
  return Array.from({ length: 16 }, (_, index) => {
    const bytes = Uint8Array.of(index);
    const signature = craftSignature({ ...key, nonce: 9n, message: bytes });
    const valid = challenge(signature.subarray(0, 32), key.point, bytes) % 8n === 0n;
    return of(`Ed25519, torsion in the key, message ${index}`, publicKey, bytes, signature, valid);
  });
}

function p256Cases(): readonly SignatureCase[] {
  const signature = p256.sign(message);
  const high = concatBytes(signature.subarray(0, 32), number(P256_ORDER - big(signature.subarray(32))));
  return [
    of('P-256', p256.publicKey, message, signature, true),
    of('P-256, empty message', p256.publicKey, new Uint8Array(), p256.sign(new Uint8Array()), true),
    of('P-256, high S', p256.publicKey, message, high, false),
    of('P-256, other message', p256.publicKey, encodeUtf8('泉州'), signature, false),
    of(
      'P-256, r = 0',
      p256.publicKey,
      message,
      concatBytes(new Uint8Array(32), signature.subarray(32)),
      false,
    ),
    of(
      'P-256, s = 0',
      p256.publicKey,
      message,
      concatBytes(signature.subarray(0, 32), new Uint8Array(32)),
      false,
    ),
    of(
      'P-256, r = n',
      p256.publicKey,
      message,
      concatBytes(number(P256_ORDER), signature.subarray(32)),
      false,
    ),
  ];
}

function sm2Cases(): readonly SignatureCase[] {
  const r = sm2Signature.subarray(0, 32);
  const s = sm2Signature.subarray(32);
  return [
    of('SM2', sm2.publicKey, message, sm2Signature, true),
    of('SM2, empty message', sm2.publicKey, new Uint8Array(), sm2OfNothing, true),
    of('SM2, other message', sm2.publicKey, encodeUtf8('泉州'), sm2Signature, false),
    of('SM2, the point at infinity', sm2.publicKey, message, sm2Infinite, false),
    of('SM2, r + s = n', sm2.publicKey, message, concatBytes(r, number(SM2_ORDER - big(r))), false),
    of('SM2, r = 0', sm2.publicKey, message, concatBytes(new Uint8Array(32), s), false),
    of('SM2, s = n', sm2.publicKey, message, concatBytes(r, number(SM2_ORDER)), false),
  ];
}

function of(
  name: string,
  key: PublicKey,
  bytes: Uint8Array,
  signature: Uint8Array,
  valid: boolean,
): SignatureCase {
  return { name, spki: hex(key.spki), message: hex(bytes), signature: hex(signature), valid };
}

function big(bytes: Uint8Array): bigint {
  return BigInt(`0x${hex(bytes)}`);
}

function number(value: bigint): Uint8Array {
  return unhex(value.toString(16).padStart(64, '0'));
}
