import { newSigner, type ErrorCode, type SignatureAlgorithm } from '@quancheng/protocol';
import { algorithms, testSecret } from '../support/back-ends.js';
import { hex, type VectorFile } from './vector-file.js';

/** A SubjectPublicKeyInfo; with `code` it is refused. */
export interface KeyCase {
  readonly name: string;
  readonly spki: string;
  readonly secret?: string;
  readonly algorithm?: SignatureAlgorithm;
  readonly keyId?: string;
  readonly code?: ErrorCode;
}

const ED25519 = '302a300506032b6570032100';
const P256 = '3059301306072a8648ce3d020106082a8648ce3d030107034200';
const SM2 = '3059301306072a8648ce3d020106082a811ccf5501822d034200';

const p256Key = hex(newSigner('ecdsa-p256-sha256', testSecret(1)).publicKey.point);
const sm2Key = hex(newSigner('sm2-sm3', testSecret(1)).publicKey.point);

const smallOrder = [
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
];

const cases: readonly KeyCase[] = [
  ...algorithms.flatMap((algorithm) => [1, 7, 0x55].map((byte) => good(algorithm, byte))),
  ...smallOrder.map((point, index) => bad(`small order, point ${index}`, ED25519 + point, 'KEY_WEAK')),
  bad('Ed25519, y = p', `${ED25519}edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f`),
  bad('Ed25519, y = p + 1', `${ED25519}eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f`),
  bad(
    'Ed25519, x = 0 with sign',
    `${ED25519}0100000000000000000000000000000000000000000000000000000000000080`,
  ),
  bad(
    'Ed25519, no point has this y',
    `${ED25519}0200000000000000000000000000000000000000000000000000000000000000`,
  ),
  bad('Ed25519, one byte short', `${ED25519}${'01'.repeat(31)}`),
  bad(
    'P-256, compressed point',
    `3039301306072a8648ce3d020106082a8648ce3d03010703220002${p256Key.slice(2, 66)}`,
  ),
  bad('P-256, off the curve', P256 + p256Key.slice(0, -2) + flipped(p256Key.slice(-2))),
  bad('P-256, point at infinity', `${P256}${'00'.repeat(65)}`),
  bad('P-256 key under SM2’s prefix', SM2 + p256Key),
  bad('P-256, long form of a DER length', `308159${P256.slice(4)}${p256Key}`),
  bad('P-256, a byte behind the key', `${P256}${p256Key}00`),
  bad('SM2, off the curve', SM2 + sm2Key.slice(0, -2) + flipped(sm2Key.slice(-2))),
  bad('SM2 key under P-256’s prefix', P256 + sm2Key),
  bad('RSA', '305c300d06092a864886f70d0101010500034b003048024100'),
  bad('nothing', ''),
];

export const keyVectors: VectorFile = {
  description:
    'Public keys (docs/specs/envelope.md): the one accepted encoding, its key id, and what is refused.',
  fields: {
    secret: 'hex, 32 bytes: the seed of Ed25519, the big-endian private scalar of P-256 and SM2',
    spki: 'hex DER SubjectPublicKeyInfo',
    code: 'error; absent where the key is accepted',
  },
  cases,
};

function good(algorithm: SignatureAlgorithm, byte: number): KeyCase {
  const { publicKey } = newSigner(algorithm, testSecret(byte));
  const secret = hex(testSecret(byte));
  return {
    name: `${algorithm} ${byte}`,
    algorithm,
    secret,
    spki: hex(publicKey.spki),
    keyId: publicKey.keyId,
  };
}

function bad(name: string, spki: string, code: ErrorCode = 'KEY_MALFORMED'): KeyCase {
  return { name, spki, code };
}

function flipped(byte: string): string {
  return (Number.parseInt(byte, 16) ^ 1).toString(16).padStart(2, '0');
}
