import type { Accepted } from '../decisions/decision.js';
import type { Change } from '../state/records.js';
import type { CommandContext, CommandEvent, CommandHead } from './command.js';
import type { CommandResult } from './command-receipt.js';

/** The decision to carry out a command: every command adds one to its target's version. */
export function accept(
  command: CommandHead & { readonly action: string },
  changes: readonly Change[],
  context: CommandContext,
): Accepted<CommandEvent, CommandResult> {
  const { action, target } = command;
  return {
    outcome: 'accepted',
    changes,
    event: { action, target },
    result: { version: command.expectedVersion + 1, at: context.at },
  };
}
