import { QuanchengError } from '@quancheng/protocol';
import type { LedgerRecord } from './ledger-record.js';

/**
 * A contract that doesn't know the form of the state must neither read nor write it (docs/decisions/0013).
 * @param known state versions whose form the contract knows
 * @throws STATE_VERSION_UNSUPPORTED
 */
export function assertStateVersion({ stateVersion }: LedgerRecord, known: readonly number[]): void {
  if (!known.includes(stateVersion)) throw unsupported(stateVersion, known);
}

export function unsupported(version: number, known: readonly number[]): QuanchengError {
  return new QuanchengError(
    'STATE_VERSION_UNSUPPORTED',
    `the state’s version is ${version}, this contract knows ${known.join(', ')}`,
  );
}
