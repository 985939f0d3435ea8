import { newNoteSigner, type KeyId, type NoteSigner, type Signer } from '@quancheng/protocol';

/** The log's Ed25519 keys in their two uses: checkpoints (notes) and promises (envelopes). */
export interface LogSigner {
  readonly origin: string;
  /** The key that the log promises with. */
  readonly note: NoteSigner;
  readonly envelope: Signer;
  /**
   * All keys, each of which signs every checkpoint: whoever knows which is valid at its size finds a signature by it,
   * before a rotation, while it is under way and after it.
   */
  readonly notes: readonly NoteSigner[];
  /** The key with this id, if the log still has it. */
  readonly keyOf: (keyId: KeyId) => Signer | undefined;
}

/**
 * @param others the log's further keys: the next one, former ones
 * @throws NOTE_MALFORMED unless they are Ed25519 keys and the origin can be a key's name
 */
export function newLogSigner(origin: string, signer: Signer, others: readonly Signer[] = []): LogSigner {
  const byId = new Map([...others, signer].map((each) => [each.publicKey.keyId, each] as const));
  return {
    origin,
    note: newNoteSigner(origin, signer),
    envelope: signer,
    notes: [...byId.values()].map((each) => newNoteSigner(origin, each)),
    keyOf: (keyId) => byId.get(keyId),
  };
}
