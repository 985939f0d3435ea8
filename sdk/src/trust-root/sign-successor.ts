import {
  type Envelope,
  formatEnvelope,
  parseEnvelope,
  payloadTypes,
  QuanchengError,
  unverifiedPayload,
} from '@quancheng/protocol';
import { parseTrustRoot, type TrustRoot, signingOperatorsOf } from '@quancheng/verifier';
import type { AsyncSigner } from '../signer/async-signer.js';
import { signPayload } from '../signer/sign-payload.js';

/** How far a successor is on its way. */
export interface SignedSuccessor {
  /** Canonical bytes. */
  readonly envelope: Uint8Array;
  /** Operators of the predecessor whose administrators have signed, sorted. */
  readonly operators: readonly string[];
  /** How many must. */
  readonly threshold: number;
}

/**
 * A successor with one more signature; one by the same key that is there already is made anew.
 * @param successor its payload, or its envelope with the signatures so far
 * @throws TRUST_ROOT_INVALID, TRUST_ROOT_NOT_PINNED if it is no successor of `predecessor`, SIGNER_SET_MISMATCH if the key is
 * no administrator's of either root
 */
export async function signSuccessor(
  predecessor: TrustRoot,
  successor: Uint8Array | Envelope,
  signer: AsyncSigner,
): Promise<SignedSuccessor> {
  const payload = successor instanceof Uint8Array ? successor : unverifiedPayload(successor);
  const present = successor instanceof Uint8Array ? [] : successor.signatures;
  const root = parseTrustRoot(payload);
  assertSuccessor(predecessor, root);
  const { keyId } = signer.publicKey;
  const administrators = [...predecessor.organisations, ...root.organisations];
  if (!administrators.some(({ administrator }) => administrator.keyId === keyId))
    throw new QuanchengError('SIGNER_SET_MISMATCH', `${keyId} is no administrator’s key`);
  const { signatures, ...rest } = await signPayload(payloadTypes.trustRoot, payload, [signer]);
  const others = present.filter(({ keyid }) => keyid !== keyId);
  const all = [...others, ...signatures].sort((left, right) => (left.keyid < right.keyid ? -1 : 1));
  const envelope = formatEnvelope({ ...rest, signatures: all });
  parseEnvelope(envelope);
  const operators = [...signingOperatorsOf(envelope, predecessor)].sort();
  return { envelope, operators, threshold: predecessor.signatures.threshold };
}

function assertSuccessor(predecessor: TrustRoot, root: TrustRoot): void {
  const isNext =
    root.sequence === predecessor.sequence + 1 &&
    root.previous === predecessor.fingerprint &&
    root.ledger === predecessor.ledger;
  if (!isNext) throw new QuanchengError('TRUST_ROOT_NOT_PINNED', 'it is not the successor of the pinned one');
}
