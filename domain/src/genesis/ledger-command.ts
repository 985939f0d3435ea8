import { integerForm, objectOf, QuanchengError, readForm } from '@quancheng/protocol';
import type { CommandHead } from '../commands/command.js';
import { headOf, type SignedCommand } from '../commands/signed-command.js';

/** What can be ordered about the ledger itself. The target is the ledger's id, its version the state version. */
export interface UpgradeLedger extends CommandHead {
  readonly action: 'ledger.upgrade';
  /** The state version from now on: one more than the one that the signers saw. */
  readonly stateVersion: number;
}

const upgradeBody = objectOf({ stateVersion: integerForm(2, Number.MAX_SAFE_INTEGER) });

/** How each action's body is read. All throw COMMAND_BODY_INVALID. */
export const ledgerActions = {
  'ledger.upgrade': (command: SignedCommand): UpgradeLedger => {
    const head = headOf(command);
    const body = readForm(upgradeBody, command.statement.body, 'COMMAND_BODY_INVALID');
    if (body.stateVersion !== head.expectedVersion + 1) {
      throw new QuanchengError('COMMAND_BODY_INVALID', '/stateVersion: expected the next version');
    }
    return { ...head, action: 'ledger.upgrade', ...body };
  },
} as const;
