import { hash } from 'node:crypto';

/** SHA-256 over the concatenation of the parts. */
export function sha256(...parts: readonly Uint8Array[]): Buffer {
  return hash(
    'sha256',
    parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts),
    'buffer',
  );
}
