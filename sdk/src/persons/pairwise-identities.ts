import type { AsyncSigner } from '../signer/async-signer.js';
import { newPseudonym } from './pseudonym.js';

/** Who a person is towards one recipient. */
export interface PairwiseIdentity {
  readonly recipient: string;
  readonly pseudonym: string;
  /** A key that signs for this pseudonym alone. */
  readonly signer: AsyncSigner;
}

/**
 * Where a person's identities are kept: a folder of key files, a wallet, a secure element. One key for two recipients
 * would join what they know as surely as one name, so there is no way to take over a key.
 */
export interface PairwiseStore {
  find(recipient: string): Promise<PairwiseIdentity | undefined>;
  /** Makes a fresh pseudonym with a fresh key, and keeps both before it answers. */
  create(recipient: string): Promise<PairwiseIdentity>;
}

/** The person's identity towards a recipient: the one that it has, else a new one. */
export async function identityFor(store: PairwiseStore, recipient: string): Promise<PairwiseIdentity> {
  return (await store.find(recipient)) ?? (await store.create(recipient));
}

/** A store that lasts as long as the process. */
export function newMemoryPairwiseStore(newSigner: () => Promise<AsyncSigner>): PairwiseStore {
  const identities = new Map<string, PairwiseIdentity>();
  return {
    find: (recipient) => Promise.resolve(identities.get(recipient)),
    async create(recipient) {
      const identity = { recipient, pseudonym: newPseudonym(), signer: await newSigner() };
      identities.set(recipient, identity);
      return identity;
    },
  };
}
