import { randomBytes } from 'node:crypto';
import { formatCanonical } from '@quancheng/protocol';

/** The one argument of `attest`: its keys in byte order, each once (state keys are ASCII). */
export function formatAttestRequest(
  keys: readonly string[],
  nonce = randomBytes(16).toString('hex'),
): string {
  return formatCanonical({ keys: [...new Set(keys)].sort(), nonce });
}
