import type { Ledger } from '@quancheng/ledger';
import { decodeHex, parseRootHash, QuanchengError, type RootHash } from '@quancheng/protocol';

/** What the ledger, as our own peer sees it, has anchored of a log at a size. */
export interface SeenAnchor {
  readonly root: RootHash;
  /** Hex SHA-256 of the note's text. */
  readonly noteDigest: string;
}

/** Asks our own peer; undefined if there is no such anchor (yet). @throws NETWORK_UNAVAILABLE, LEDGER_ANSWER_MALFORMED */
export type AnchorSource = (origin: string, size: number) => Promise<SeenAnchor | undefined>;

/** Numbers in state keys are decimal, padded to 16 digits (docs/specs/ledger.md). */
export function newAnchorSource(ledger: Pick<Ledger, 'read'>): AnchorSource {
  return async (origin, size) => {
    const key = `anchor/${origin}/${String(size).padStart(16, '0')}`;
    const state = (await ledger.read([key])).values.get(key);
    if (state === undefined || state === null) return undefined;
    const { root, note } = state;
    if (typeof root !== 'string' || typeof note !== 'string')
      throw new QuanchengError('LEDGER_ANSWER_MALFORMED', `the state of ${key}`);
    return { root: parseRootHash(decodeHex(root, 32)), noteDigest: note };
  };
}
