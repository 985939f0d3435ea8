import { advanceTick, slotsOfAdvance } from '@quancheng/domain';
import { parseCount } from './arguments';
import { requireLedger } from './hold-ledger';
import type { QuanchengContext } from './quancheng-context';
import { settle } from './settle';

/** Writes the next tick at the transaction's time. */
export async function advance(context: QuanchengContext, numberArgument: string): Promise<string> {
  const { store, transaction } = context;
  const number = parseCount(numberArgument, 'number');
  const { tickPeriod } = await requireLedger(store);
  const slots = slotsOfAdvance(number);
  const newest = await store.tick(slots.newest);
  const replaced = await store.tick(slots.replaced);
  return settle(context, 'ticked', advanceTick({ newest, replaced, tickPeriod }, number, transaction.time));
}
