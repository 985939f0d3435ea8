import { deflateSync } from 'node:zlib';
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
/** A read takes 64 keys: three of the ledger and its anchors, and four of each signer. */
const SIGNERS_AT_ONCE = 15;

interface Kept {
  readonly reads: Promise<readonly Uint8Array[]>;
  readonly at: number;
}

export function newEvidenceReads(ledger: Pick<Ledger, 'endorsedRead'>, origin: string): EvidenceReads {
  const kept = new RecentlyUsed<string, Kept>(KEPT);
  return {
    of(anchor, signers) {
      const requests = evidenceRequests(origin, anchor, signers);
      const name = requests.flat().join('\n');
      const known = kept.get(name);
      if (known !== undefined && performance.now() - known.at < LIFETIME) return known.reads;
      const reads = readAll(ledger, requests);
      kept.set(name, { reads, at: performance.now() });
      // A failure must not be answered again for the rest of the lifetime.
      reads.catch(() => kept.set(name, { reads, at: Number.NEGATIVE_INFINITY }));
      return reads;
    },
  };
}

async function readAll(
  ledger: Pick<Ledger, 'endorsedRead'>,
  requests: readonly (readonly string[])[],
): Promise<readonly Uint8Array[]> {
  const reads: Uint8Array[] = [];
  for (const keys of requests) {
    const { payload } = await ledger.endorsedRead(keys);
    // Half of a package's bytes and more: names, keys and certificates stand in it several times.
    reads.push(new Uint8Array(deflateSync(payload, { level: 9 })));
  }
  return reads;
}

/**
 * State keys that docs/specs/package.md asks for, a list for each read. Every read has the anchor in it, because a
 * signer's status counts only from a state that includes it (docs/decisions/0008).
 */
function evidenceRequests(
  origin: string,
  { size, previous }: AnchoredCheckpoint,
  signers: readonly StatementSigner[],
): string[][] {
  const common = [
    'ledger',
    ...[size, previous].flatMap((each) => (each === undefined ? [] : [anchorStateKey(origin, each)])),
  ];
  const requests: string[][] = [];
  for (let begin = 0; begin < signers.length; begin += SIGNERS_AT_ONCE) {
    requests.push([...common, ...signers.slice(begin, begin + SIGNERS_AT_ONCE).flatMap(signerKeys)]);
  }
  return requests;
}

function signerKeys({ participant, key }: StatementSigner): string[] {
  return [`participant/${participant}`, `key/${key}`, `revocation/${key}`, `compromise/${key}`];
}
