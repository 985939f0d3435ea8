import type { Ledger } from '@quancheng/ledger';
import type { StatementSigner } from '@quancheng/protocol';
import { anchorStateKey } from '../anchoring/ledger-log-state.js';
import type { AnchoredCheckpoint } from '../anchoring/anchored-checkpoint.js';
import { RecentlyUsed } from '../log/recently-used.js';

/** The endorsed reads that evidence needs: of the ledger, the covering anchor and its predecessor, and the signers' keys. */
export interface EvidenceReads {
  /**
   * 1 to 16 reads, at most 30 seconds old, which answer all keys together.
   * @throws NETWORK_UNAVAILABLE, LEDGER_REFUSED
   */
  of(anchor: AnchoredCheckpoint, signers: readonly StatementSigner[]): Promise<readonly Uint8Array[]>;
}

/** Reads say "as of tick N", so one serves many packages for a while. */
const LIFETIME = 30_000;
const KEPT = 1_000;
const KEYS_AT_ONCE = 64;

interface Kept {
  readonly reads: Promise<readonly Uint8Array[]>;
  readonly at: number;
}

export function newEvidenceReads(ledger: Pick<Ledger, 'endorsedRead'>, origin: string): EvidenceReads {
  const kept = new RecentlyUsed<string, Kept>(KEPT);
  return {
    of(anchor, signers) {
      const keys = evidenceKeys(origin, anchor, signers);
      const name = keys.join('\n');
      const known = kept.get(name);
      if (known !== undefined && performance.now() - known.at < LIFETIME) return known.reads;
      const reads = readAll(ledger, keys);
      kept.set(name, { reads, at: performance.now() });
      // A failure must not be answered again for the rest of the lifetime.
      reads.catch(() => kept.set(name, { reads, at: Number.NEGATIVE_INFINITY }));
      return reads;
    },
  };
}

async function readAll(
  ledger: Pick<Ledger, 'endorsedRead'>,
  keys: readonly string[],
): Promise<readonly Uint8Array[]> {
  const reads: Uint8Array[] = [];
  for (let begin = 0; begin < keys.length; begin += KEYS_AT_ONCE) {
    const { payload } = await ledger.endorsedRead(keys.slice(begin, begin + KEYS_AT_ONCE));
    reads.push(payload);
  }
  return reads;
}

/** State keys that docs/specs/package.md asks for, sorted, each once. */
function evidenceKeys(
  origin: string,
  { size, previous }: AnchoredCheckpoint,
  signers: readonly StatementSigner[],
): string[] {
  const keys = new Set(['ledger', anchorStateKey(origin, size)]);
  if (previous !== undefined) keys.add(anchorStateKey(origin, previous));
  for (const { participant, key } of signers) {
    for (const each of [`participant/${participant}`, `key/${key}`, `revocation/${key}`, `compromise/${key}`])
      keys.add(each);
  }
  return [...keys].sort();
}
