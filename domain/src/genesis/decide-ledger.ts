import { QuanchengError } from '@quancheng/protocol';
import { accept } from '../commands/accept.js';
import { assertEnoughAdministrators } from '../commands/administrators.js';
import { assertVersion } from '../commands/assert-version.js';
import type { CommandContext, CommandEvent } from '../commands/command.js';
import type { CommandResult } from '../commands/command-receipt.js';
import { decide, type Decision } from '../decisions/decision.js';
import type { UpgradeLedger } from './ledger-command.js';
import { unsupported } from './state-version.js';

/**
 * The state machine of the ledger itself: its administrators raise the version of its state's form, one at a time.
 * The command's signatures have been verified.
 * @param known state versions whose form the contract knows
 */
export function decideLedger(
  command: UpgradeLedger,
  context: CommandContext,
  known: readonly number[],
): Decision<CommandEvent, CommandResult> {
  return decide(() => {
    const { ledger } = context;
    if (command.target !== ledger.ledger) {
      throw new QuanchengError('COMMAND_BODY_INVALID', 'target: expected this ledger’s id');
    }
    assertEnoughAdministrators(command, ledger, 'ADMINISTRATORS_TOO_FEW');
    assertVersion(command, ledger.stateVersion);
    const { stateVersion } = command;
    if (!known.includes(stateVersion)) throw unsupported(stateVersion, known);
    return accept(command, [{ kind: 'ledger', value: { ...ledger, stateVersion } }], context);
  });
}
