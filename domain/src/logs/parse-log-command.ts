import { isOrigin, objectOf, QuanchengError, readForm, textForm, type Form } from '@quancheng/protocol';
import { headOf, type SignedCommand } from '../commands/signed-command.js';
import type { LogCommand } from './log-command.js';

/** A signed note has line ends, so it is no Text; its own parser judges it. */
const noteForm: Form<string> = {
  mismatch: (value) => (typeof value === 'string' ? undefined : { path: '', expected: 'a signed note' }),
};

const logBody = objectOf({ verifierKey: textForm, note: noteForm });

/** How each action's body is read. Both throw COMMAND_BODY_INVALID. */
export const logActions = {
  'log.register': (command: SignedCommand): LogCommand => readLogCommand(command, 'log.register'),
  'log.rotate': (command: SignedCommand): LogCommand => readLogCommand(command, 'log.rotate'),
} as const;

function readLogCommand(command: SignedCommand, action: LogCommand['action']): LogCommand {
  const head = headOf(command);
  if (!isOrigin(head.target)) throw new QuanchengError('COMMAND_BODY_INVALID', 'target: expected an Origin');
  return { ...head, action, ...readForm(logBody, command.statement.body, 'COMMAND_BODY_INVALID') };
}
