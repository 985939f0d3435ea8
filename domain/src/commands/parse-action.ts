import { QuanchengError } from '@quancheng/protocol';
import type { LogCommand } from '../logs/log-command.js';
import { logActions } from '../logs/parse-log-command.js';
import { participantActions } from '../participants/parse-participant-command.js';
import type { ParticipantCommand } from '../participants/participant-command.js';
import type { SignedCommand } from './signed-command.js';

/** An order with its body read: what the state machines judge. */
export type Command = ParticipantCommand | LogCommand;

const actions = { ...participantActions, ...logActions };

export type Action = keyof typeof actions;

/** Every action that a command can order. */
export const actionNames = Object.keys(actions) as readonly Action[];

/**
 * Reads the action, target and body of a command.
 * @throws ACTION_UNKNOWN, COMMAND_BODY_INVALID, POSSESSION_INVALID and what a possession's form may throw
 */
export function parseAction(command: SignedCommand): Command {
  const action = actionNames.find((name) => name === command.statement.action);
  if (action === undefined) {
    throw new QuanchengError('ACTION_UNKNOWN', `there is no action ${command.statement.action}`);
  }
  return actions[action](command);
}

export function isLogCommand(command: Command): command is LogCommand {
  return command.action === 'log.register' || command.action === 'log.rotate';
}
