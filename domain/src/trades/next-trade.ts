import { contentsOf, type Contents } from '../records/record.js';
import type { Trade } from './trade.js';

/** What the trade becomes; each version rests on a document of its own. */
export function nextTrade(
  trade: Trade,
  changes: Partial<Contents<Trade>> & Pick<Trade, 'document'>,
): Contents<Trade> {
  return { ...contentsOf(trade), ...changes };
}
