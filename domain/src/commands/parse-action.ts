import { QuanchengError } from '@quancheng/protocol';
import { ledgerActions, type UpgradeLedger } from '../genesis/ledger-command.js';
import type { LogCommand } from '../logs/log-command.js';
import { logActions } from '../logs/parse-log-command.js';
import type { RecordCommand } from '../records/decide-record.js';
import { machineOf, recordActions } from '../records/machines.js';
import { participantActions } from '../participants/parse-participant-command.js';
import type { ParticipantCommand } from '../participants/participant-command.js';
import { headOf, type SignedCommand } from './signed-command.js';

/** An order with its body read, or, for a record's state machine, with the body that the machine reads. */
export type Command = ParticipantCommand | LogCommand | UpgradeLedger | RecordCommand;

const actions = { ...participantActions, ...logActions, ...ledgerActions };

type OwnAction = keyof typeof actions;

/** Every action that a command can order. */
export const actionNames: readonly string[] = [...Object.keys(actions), ...recordActions];

/**
 * Reads the action, target and body of a command.
 * @throws ACTION_UNKNOWN, COMMAND_BODY_INVALID, POSSESSION_INVALID and what a possession's form may throw
 */
export function parseAction(command: SignedCommand): Command {
  const { action, body } = command.statement;
  if (machineOf(action) !== undefined) return { ...headOf(command), action, body };
  if (!isOwnAction(action)) throw new QuanchengError('ACTION_UNKNOWN', `there is no action ${action}`);
  return actions[action](command);
}

export function isLogCommand(command: Command): command is LogCommand {
  return Object.hasOwn(logActions, command.action);
}

export function isLedgerCommand(command: Command): command is UpgradeLedger {
  return Object.hasOwn(ledgerActions, command.action);
}

export function isParticipantCommand(command: Command): command is ParticipantCommand {
  return Object.hasOwn(participantActions, command.action);
}

function isOwnAction(action: string): action is OwnAction {
  return Object.hasOwn(actions, action);
}
