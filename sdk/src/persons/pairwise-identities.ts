import type { AsyncSigner } from '../signer/async-signer.js';
import { newPseudonym } from './pseudonym.js';

/** Who a person is towards one recipient. */
export interface PairwiseIdentity {
  readonly recipient: string;
  readonly pseudonym: string;
  /** A key that signs for this pseudonym alone. */
  readonly signer: AsyncSigner;
}

/** Where a person's identities are kept: a wallet, a folder of key files, a secure element. */
export interface PairwiseStore {
  find(recipient: string): Promise<PairwiseIdentity | undefined>;
  /** Keeps an identity before it is used. */
  save(identity: PairwiseIdentity): Promise<void>;
}

/**
 * The person's identity towards a recipient: the one that it has, else a fresh pseudonym with a fresh key. One key for
 * two recipients would join them as surely as one name.
 */
export async function identityFor(
  store: PairwiseStore,
  recipient: string,
  newSigner: () => Promise<AsyncSigner>,
): Promise<PairwiseIdentity> {
  const known = await store.find(recipient);
  if (known !== undefined) return known;
  const identity = { recipient, pseudonym: newPseudonym(), signer: await newSigner() };
  await store.save(identity);
  return identity;
}

/** A store that lasts as long as the process. */
export function newMemoryPairwiseStore(): PairwiseStore {
  const identities = new Map<string, PairwiseIdentity>();
  return {
    find: (recipient) => Promise.resolve(identities.get(recipient)),
    save(identity) {
      identities.set(identity.recipient, identity);
      return Promise.resolve();
    },
  };
}
