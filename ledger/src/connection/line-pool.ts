import { newNativeSigner } from '../identity/native-signer.js';
import type { LedgerConnection } from './ledger-connection.js';
import { openLine, type Line } from './line.js';

/** The lines to a ledger, of which one is in use. */
export interface LinePool {
  readonly size: number;
  current(): Line;
  /** Says that a call over this line failed as it might not over another: the next one is used from now on. */
  leave(line: Line): void;
  close(): void;
}

/** @throws KEY_MALFORMED if the private key is unusable */
export function openLinePool(connection: LedgerConnection): LinePool {
  const signer = newNativeSigner(connection.privateKey);
  const first = openLine(connection, connection, signer);
  const others = (connection.alternatives ?? []).map((each) => openLine(each, connection, signer));
  const lines = [first, ...others];
  let inUse = first;
  return {
    size: lines.length,
    current: () => inUse,
    leave(line) {
      // Of many calls that fail together, one changes the line.
      if (line === inUse) inUse = lines[(lines.indexOf(line) + 1) % lines.length] ?? first;
    },
    close() {
      for (const line of lines) line.close();
    },
  };
}
