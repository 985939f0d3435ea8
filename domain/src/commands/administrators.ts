import { QuanchengError } from '@quancheng/protocol';
import type { LedgerRecord } from '../genesis/ledger-record.js';
import type { CommandHead } from './command.js';

/**
 * Checks that administrators, and only they, sign, as many and of as many different operators as the genesis demands.
 * Administrators of one operator count once, except where the network has fewer operators than are asked for.
 * @throws SIGNER_NOT_ENTITLED, or the given code
 */
export function assertEnoughAdministrators(
  command: CommandHead,
  ledger: LedgerRecord,
  tooFew: 'RECOVERY_TOO_FEW' | 'ADMINISTRATORS_TOO_FEW',
): void {
  if (command.signers.some((signer) => signer.role !== 'administrator')) {
    throw new QuanchengError('SIGNER_NOT_ENTITLED', 'only administrators sign this action');
  }
  const signed = new Set(command.signers.map((signer) => signer.participant));
  const signing = ledger.organisations.filter((organisation) => signed.has(organisation.mspId));
  const operators = new Set(signing.map((organisation) => organisation.operator)).size;
  const existing = new Set(ledger.organisations.map((organisation) => organisation.operator)).size;
  const threshold = ledger.recoveryThreshold;
  if (signing.length < threshold || operators < Math.min(threshold, existing)) {
    throw new QuanchengError(
      tooFew,
      `${signing.length} administrators of ${operators} operators signed, ${threshold} are needed`,
    );
  }
}
