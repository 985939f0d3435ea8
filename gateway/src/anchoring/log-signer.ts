import { newNoteSigner, type NoteSigner, type Signer } from '@quancheng/protocol';

/** The log's one Ed25519 key in its two uses: checkpoints (notes) and promises (envelopes). */
export interface LogSigner {
  readonly origin: string;
  readonly note: NoteSigner;
  readonly envelope: Signer;
}

/** @throws NOTE_MALFORMED unless it is an Ed25519 key and the origin can be a key's name */
export function newLogSigner(origin: string, signer: Signer): LogSigner {
  return { origin, note: newNoteSigner(origin, signer), envelope: signer };
}
