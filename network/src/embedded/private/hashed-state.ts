import { sha256 } from '../cryptography/digest.js';

const marker = '$$h';

/**
 * Where the state keeps the hashes of a collection, as Fabric derives it: keys are key hashes in hexadecimal, values
 * are value hashes. No chaincode's name has a dollar sign.
 */
export function hashedNamespace(namespace: string, collection: string): string {
  return `${namespace}${marker}${collection}`;
}

/** Namespace and collection of a namespace of hashes; undefined for any other. */
export function parseHashedNamespace(
  derived: string,
): { readonly namespace: string; readonly collection: string } | undefined {
  const at = derived.indexOf(marker);
  return at < 0
    ? undefined
    : { namespace: derived.slice(0, at), collection: derived.slice(at + marker.length) };
}

/** The hash by which everybody knows a private key. */
export function keyHash(key: string): Buffer {
  return sha256(Buffer.from(key));
}
