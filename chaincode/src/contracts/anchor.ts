import { decideAnchor } from '@quancheng/domain';
import { isOrigin, type JsonValue } from '@quancheng/protocol';
import { invalid, parseCount, parseList } from './arguments';
import { holdLedger } from './hold-ledger';
import type { QuanchengContext } from './quancheng-context';
import { settle } from './settle';

/** More than the longest consistency proof between trees of at most 2^53 entries. */
const MAXIMUM_PROOF = 110;

export interface AnchorArguments {
  readonly tick: string;
  readonly origin: string;
  readonly old: string;
  readonly proof: string;
  readonly note: string;
}

/** Fixes a log's newer checkpoint, whoever brings it. */
export async function anchor(context: QuanchengContext, given: AnchorArguments): Promise<string> {
  const { store } = context;
  const { origin, note } = given;
  if (!isOrigin(origin)) throw invalid('origin', 'is no log origin');
  const old = parseCount(given.old, 'old size');
  const proof = parseList(given.proof, 'proof', 0, MAXIMUM_PROOF).map(requireString);
  const { at } = await holdLedger(store, given.tick);
  const log = await store.log(origin);
  return settle(context, 'anchored', decideAnchor(log, { origin, old, proof, note }, at));
}

function requireString(value: JsonValue): string {
  if (typeof value !== 'string') throw invalid('proof', 'is not a list of strings');
  return value;
}
