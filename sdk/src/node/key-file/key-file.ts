import {
  decodeBase64,
  encodeBase64,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parsePublicKey,
  type PublicKey,
  QuanchengError,
} from '@quancheng/protocol';

export const KEY_FILE_SCHEMA = 'quancheng/key/v1';

/** A key file: the public key, and its 32-byte secret either sealed under a passphrase or plain. */
export interface KeyFile {
  readonly publicKey: PublicKey;
  readonly secret: SealedSecret | PlainSecret;
}

/** XSalsa20-Poly1305 (tweetnacl's secretbox) under a key that scrypt (RFC 7914) derives from the passphrase. */
export interface SealedSecret {
  readonly form: 'sealed';
  readonly scrypt: ScryptParameters;
  /** 16 to 64 bytes. */
  readonly salt: Uint8Array;
  /** 24 bytes. */
  readonly nonce: Uint8Array;
  /** 48 bytes: authenticator and the encrypted secret. */
  readonly box: Uint8Array;
}

export interface PlainSecret {
  readonly form: 'plain';
  /** 32 bytes: Ed25519 seed, or big-endian private scalar. */
  readonly seed: Uint8Array;
}

export interface ScryptParameters {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** The key file as it is written: JSON for people to look at, two blanks deep, with a final line end. */
export function formatKeyFile(file: KeyFile): string {
  return `${JSON.stringify({ ...describe(file.publicKey), ...formatSecret(file.secret) }, undefined, 2)}\n`;
}

function describe(publicKey: PublicKey) {
  const { algorithm, keyId, spki } = publicKey;
  return { schema: KEY_FILE_SCHEMA, algorithm, publicKey: encodeBase64(spki), keyId };
}

function formatSecret(secret: SealedSecret | PlainSecret): JsonObject {
  if (secret.form === 'plain') return { seed: encodeBase64(secret.seed) };
  const { scrypt, salt, nonce, box } = secret;
  return {
    kdf: { name: 'scrypt', N: scrypt.N, r: scrypt.r, p: scrypt.p, salt: encodeBase64(salt) },
    nonce: encodeBase64(nonce),
    box: encodeBase64(box),
  };
}

/**
 * Reads a key file's text. Members that are not listed are refused; algorithm and key id must be the public key's.
 * @throws KEY_FILE_INVALID
 */
export function parseKeyFile(text: string): KeyFile {
  try {
    return readKeyFile(JSON.parse(text) as JsonValue);
  } catch (cause) {
    if (cause instanceof QuanchengError && cause.code === 'KEY_FILE_INVALID') throw cause;
    throw new QuanchengError('KEY_FILE_INVALID', cause instanceof Error ? cause.message : 'not JSON', {
      cause,
    });
  }
}

function readKeyFile(value: JsonValue): KeyFile {
  const file = members(value, ['schema', 'algorithm', 'publicKey', 'keyId'], ['seed', 'kdf', 'nonce', 'box']);
  if (file['schema'] !== KEY_FILE_SCHEMA) throw invalid(`schema is not ${KEY_FILE_SCHEMA}`);
  const publicKey = parsePublicKey(bytes(file['publicKey'], 'publicKey'));
  if (file['algorithm'] !== publicKey.algorithm) throw invalid('algorithm is not that of publicKey');
  if (file['keyId'] !== publicKey.keyId) throw invalid('keyId is not that of publicKey');
  return { publicKey, secret: 'seed' in file ? readPlain(file) : readSealed(file) };
}

function readPlain(file: JsonObject): PlainSecret {
  for (const name of ['kdf', 'nonce', 'box'])
    if (name in file) throw invalid(`seed and ${name} exclude each other`);
  return { form: 'plain', seed: bytes(file['seed'], 'seed', 32, 32) };
}

function readSealed(file: JsonObject): SealedSecret {
  const kdf = members(file['kdf'], ['name', 'N', 'r', 'p', 'salt'], []);
  if (kdf['name'] !== 'scrypt') throw invalid('kdf is not scrypt');
  return {
    form: 'sealed',
    // The upper bounds keep a hostile file from taking gigabytes of memory: N · r · 128 bytes.
    scrypt: { N: powerOfTwo(kdf['N']), r: within(kdf['r'], 'r', 1, 16), p: within(kdf['p'], 'p', 1, 16) },
    salt: bytes(kdf['salt'], 'salt', 16, 64),
    nonce: bytes(file['nonce'], 'nonce', 24, 24),
    box: bytes(file['box'], 'box', 48, 48),
  };
}

function powerOfTwo(value: JsonValue | undefined): number {
  const number = within(value, 'N', 2 ** 14, 2 ** 20);
  if (!Number.isInteger(Math.log2(number))) throw invalid('N is no power of two');
  return number;
}

function within(value: JsonValue | undefined, name: string, least: number, most: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
    throw invalid(`${name} is not an integer from ${least} to ${most}`);
  }
  return value;
}

function bytes(value: JsonValue | undefined, name: string, least = 0, most = 1000): Uint8Array {
  if (typeof value !== 'string') throw invalid(`${name} is missing`);
  const decoded = decodeBase64(value);
  if (decoded.length < least || decoded.length > most) throw invalid(`${name} has the wrong length`);
  return decoded;
}

function members(
  value: JsonValue | undefined,
  required: readonly string[],
  optional: readonly string[],
): JsonObject {
  if (!isJsonObject(value)) throw invalid('expected an object');
  for (const name of required) if (!(name in value)) throw invalid(`${name} is missing`);
  for (const name of Object.keys(value)) {
    if (!required.includes(name) && !optional.includes(name)) throw invalid(`unknown member ${name}`);
  }
  return value;
}

function invalid(detail: string): QuanchengError {
  return new QuanchengError('KEY_FILE_INVALID', detail);
}
