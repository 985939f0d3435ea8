import { readForm } from '@quancheng/protocol';
import { anchorForm, stateKeys, type AnchorState } from '@quancheng/verifier';
import type { LedgerView } from '../sources/ledger-view.js';

/** The newest anchors of a log, each found by the one after it. */
export interface AnchorChain {
  /** The first anchor that covers an index; undefined if it is too long ago to be looked for. */
  covering(index: number): Promise<AnchorState | undefined>;
}

/** So many anchors are looked through: at one a second, some minutes. */
const LONGEST = 200;

/** @param newest size of the newest anchor */
export function newAnchorChain(ledger: LedgerView, origin: string, newest: number): AnchorChain {
  /** From the newest to the oldest that was read. */
  const chain: AnchorState[] = [];
  const read = async (size: number): Promise<AnchorState | undefined> => {
    const key = stateKeys.anchor(origin, size);
    const value = (await ledger.read([key])).values.get(key) ?? null;
    return value === null ? undefined : readForm(anchorForm, value, 'LEDGER_ANSWER_MALFORMED');
  };
  return {
    async covering(index) {
      for (let place = 0; place < LONGEST; place += 1) {
        const last = chain.at(-1);
        const size = last === undefined ? newest : last.previous;
        if (chain[place] === undefined) {
          const anchor = size === undefined ? undefined : await read(size);
          if (anchor === undefined) return undefined;
          chain.push(anchor);
        }
        const found = chain[place];
        if (found !== undefined && (found.previous ?? 0) <= index) return found;
      }
      return undefined;
    },
  };
}
