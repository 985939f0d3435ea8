import { encodeUtf8, newSigner, sha256, type SignatureAlgorithm, type Signer } from '@quancheng/protocol';

/** A signer whose key follows from its name alone, so that fixtures can be made again byte for byte. */
export function testSigner(name: string, algorithm: SignatureAlgorithm = 'ed25519'): Signer {
  return newSigner(algorithm, testSeed(name, algorithm));
}

/** The secret behind it. */
export function testSeed(name: string, algorithm: SignatureAlgorithm = 'ed25519'): Uint8Array {
  return sha256(encodeUtf8(`quancheng test key ${algorithm} ${name}`));
}
