import { QuanchengError } from '@quancheng/protocol';
import type { LedgerTime } from '../ticks/tick.js';
import type { CommandReceipt } from './command-receipt.js';
import type { SignedCommand } from './signed-command.js';

/** How far a signer's clock may be ahead of the ledger's. */
const CLOCK_TOLERANCE = 15 * 60 * 1000;

/** @throws AUDIENCE_MISMATCH if the command was signed for another ledger */
export function assertAudience(command: SignedCommand, ledger: string): void {
  if (command.statement.audience !== ledger) {
    throw new QuanchengError('AUDIENCE_MISMATCH', `the command is for ledger ${command.statement.audience}`);
  }
}

/**
 * Whether this very command was carried out before.
 * @throws IDEMPOTENCY_CONFLICT if its id was used for another one
 */
export function isRepeated(
  command: SignedCommand,
  receipt: CommandReceipt | undefined,
): receipt is CommandReceipt {
  if (receipt === undefined) return false;
  if (receipt.digest !== command.digest) {
    throw new QuanchengError(
      'IDEMPOTENCY_CONFLICT',
      `the id ${command.statement.id} was used for another command`,
    );
  }
  return true;
}

/** @throws COMMAND_NOT_YET_VALID, COMMAND_EXPIRED */
export function assertInForce(command: SignedCommand, at: LedgerTime): void {
  const { issued, expires } = command.statement;
  const now = Date.parse(at.time);
  if (Date.parse(issued) > now + CLOCK_TOLERANCE) {
    throw new QuanchengError('COMMAND_NOT_YET_VALID', `issued ${issued}, the ledger’s time is ${at.time}`);
  }
  if (Date.parse(expires) < now) {
    throw new QuanchengError('COMMAND_EXPIRED', `expired ${expires}, the ledger’s time is ${at.time}`);
  }
}
