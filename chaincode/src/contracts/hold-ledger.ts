import { holdTick, previousTickSlot, tickSlot, type CommandContext } from '@quancheng/domain';
import { QuanchengError } from '@quancheng/protocol';
import type { LedgerRecord } from '@quancheng/domain';
import type { LedgerStore } from '../ledger/ledger-store';
import { parseCount } from './arguments';

/** @throws LEDGER_MISSING */
export async function requireLedger(store: LedgerStore): Promise<LedgerRecord> {
  const ledger = await store.ledger();
  if (ledger === undefined)
    throw new QuanchengError('LEDGER_MISSING', 'the ledger has not been bootstrapped');
  return ledger;
}

/**
 * The ledger and the time of a transaction that names a tick. Of the three tick keys exactly two are read.
 * @throws ARGUMENT_INVALID, LEDGER_MISSING, TICK_STALE
 */
export async function holdLedger(store: LedgerStore, tickArgument: string): Promise<CommandContext> {
  const number = parseCount(tickArgument, 'tick');
  const ledger = await requireLedger(store);
  const named = await store.tick(tickSlot(number));
  const previous = await store.tick(previousTickSlot(number));
  return { ledger, at: holdTick(number, { named, previous }) };
}
