import type { PublicKey, Signer } from '@quancheng/protocol';

/**
 * Something that signs with one private key, wherever that key is: in memory, behind a passphrase, or in a
 * device that answers later (PKCS#11).
 */
export interface AsyncSigner {
  readonly publicKey: PublicKey;
  /** Signs the message itself (not a digest of it): 64 bytes. */
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/** The asynchronous form of a signer that holds its key in memory. */
export function newAsyncSigner(signer: Signer): AsyncSigner {
  // An async function turns a throw into a rejection, as the port promises.
  return { publicKey: signer.publicKey, sign: async (message) => Promise.resolve(signer.sign(message)) };
}
