import { QuanchengError, type Envelope } from '@quancheng/protocol';
import { decide, type Decision } from '../decisions/decision.js';
import { firstRecords, newLedgerRecord } from './first-records.js';
import type { LedgerRecord } from './ledger-record.js';
import { verifyGenesis } from './verify-genesis.js';

export interface GenesisEvent {
  readonly ledger: string;
  /** Statement digest of the genesis statement. */
  readonly genesis: string;
}

/**
 * Opens the ledger that a genesis statement describes.
 * @param existing what is there already
 * @param channel the channel on which this transaction runs
 * @param now the transaction's time
 */
export function openLedger(
  existing: LedgerRecord | undefined,
  envelope: Envelope,
  channel: string,
  now: string,
): Decision<GenesisEvent, LedgerRecord> {
  return decide(() => {
    if (existing !== undefined) throw new QuanchengError('LEDGER_EXISTS', `ledger ${existing.ledger} exists`);
    const genesis = verifyGenesis(envelope);
    const ledger = newLedgerRecord(genesis);
    if (ledger.channel !== channel) {
      throw new QuanchengError('CHANNEL_MISMATCH', `genesis is for ${ledger.channel}, this is ${channel}`);
    }
    return {
      outcome: 'accepted',
      changes: firstRecords(genesis, now),
      event: { ledger: ledger.ledger, genesis: genesis.digest },
      result: ledger,
    };
  });
}
