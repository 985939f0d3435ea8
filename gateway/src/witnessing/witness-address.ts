import { QuanchengError, type VerifierKey } from '@quancheng/protocol';

/** A witness that the gateway asks for cosignatures. */
export interface WitnessAddress {
  /** Of type `cosignature`. */
  readonly verifierKey: VerifierKey;
  /** Submission prefix (C2SP tlog-witness), without a slash at the end; also taken as monitoring prefix. */
  readonly url: string;
}

/**
 * Two witnesses with one key are one witness, and the log is none of itself.
 * @throws OPTION_INVALID
 */
export function assertWitnesses(witnesses: readonly WitnessAddress[], logKey: VerifierKey): void {
  const keys = [logKey, ...witnesses.map(({ verifierKey }) => verifierKey)];
  if (new Set(keys.map(({ publicKey }) => publicKey.keyId)).size !== keys.length)
    throw new QuanchengError('OPTION_INVALID', 'a witness has the key of another one or of the log');
  if (witnesses.some(({ verifierKey }) => verifierKey.type !== 'cosignature'))
    throw new QuanchengError('OPTION_INVALID', 'a witness’s key is no cosignature key');
}
