import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the real input is, if it is there. */
export function sharedFolder(): string {
  return process.env['QUANCHENG_SHARED'] ?? join(checkout(), '..', 'shared');
}

/** The repository's root. */
export function checkout(): string {
  // From test/dist/sdk/support.
  return join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', '..');
}
