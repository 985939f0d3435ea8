import type { Ledger } from '@quancheng/ledger';
import {
  decodeHex,
  parseRootHash,
  QuanchengError,
  type JsonObject,
  type RootHash,
} from '@quancheng/protocol';

/** An anchor as the ledger holds it, without the note itself. */
export interface LedgerAnchor {
  readonly size: number;
  readonly root: RootHash;
  readonly previous: number | undefined;
  /** Hex SHA-256 of the note's text. */
  readonly noteDigest: string;
}

export interface LedgerHead {
  readonly size: number;
  readonly root: RootHash;
}

/** Numbers in state keys are decimal, padded to 16 digits (docs/specs/ledger.md). */
export function anchorStateKey(origin: string, size: number): string {
  return `anchor/${origin}/${String(size).padStart(16, '0')}`;
}

/**
 * The head that the ledger holds of a log; undefined if the log is not registered.
 * @throws NETWORK_UNAVAILABLE, LEDGER_ANSWER_MALFORMED
 */
export async function readLedgerHead(
  ledger: Pick<Ledger, 'read'>,
  origin: string,
): Promise<LedgerHead | undefined> {
  const key = `log/${origin}`;
  const state = (await ledger.read([key])).values.get(key);
  if (state === undefined || state === null) return undefined;
  const head = state['head'] as JsonObject | undefined;
  return { size: integer(head?.['size'], key), root: root(head?.['root'], key) };
}

/** @throws NETWORK_UNAVAILABLE, LEDGER_ANSWER_MALFORMED if there is no such anchor */
export async function readLedgerAnchor(
  ledger: Pick<Ledger, 'read'>,
  origin: string,
  size: number,
): Promise<LedgerAnchor> {
  const key = anchorStateKey(origin, size);
  const state = (await ledger.read([key])).values.get(key);
  if (state === undefined || state === null) throw malformed(key);
  const { previous, note } = state;
  if (typeof note !== 'string') throw malformed(key);
  return {
    size: integer(state['size'], key),
    root: root(state['root'], key),
    previous: previous === undefined ? undefined : integer(previous, key),
    noteDigest: note,
  };
}

function integer(value: unknown, key: string): number {
  if (typeof value !== 'number') throw malformed(key);
  return value;
}

function root(value: unknown, key: string): RootHash {
  if (typeof value !== 'string') throw malformed(key);
  return parseRootHash(decodeHex(value, 32));
}

function malformed(key: string): QuanchengError {
  return new QuanchengError('LEDGER_ANSWER_MALFORMED', `the state of ${key}`);
}
