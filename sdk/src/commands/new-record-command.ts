import {
  actionBodyForm,
  isRecordName,
  machineOf,
  type ActionBodies,
  type BodiedAction,
} from '@quancheng/domain';
import { isParticipantId, QuanchengError, readForm, type JsonValue } from '@quancheng/protocol';
import {
  newCommandStatement,
  type CommandOrder,
  type CommandSigner,
} from '../statements/command-statements.js';
import type { StatementContext } from '../statements/record-description.js';
import type { PlainBody } from './plain-body.js';

/** What an action orders. Its body's type is that of the form by which the ledger will read it. */
export type RecordOrder<Action extends BodiedAction> = Omit<CommandOrder, 'action' | 'body'> & {
  readonly action: Action;
  readonly body: PlainBody<ActionBodies[Action]>;
};

/**
 * A command's canonical bytes, to be signed by everyone whom the context lists. Target and body are held against the
 * ledger's own forms here, so that nobody signs what would be refused for its form.
 * @throws COMMAND_BODY_INVALID, STATEMENT_INVALID
 */
export function newRecordCommand<Action extends BodiedAction>(
  context: StatementContext & { readonly signers: readonly CommandSigner[] },
  { body, ...order }: RecordOrder<Action>,
): Uint8Array {
  // A body of its form is JSON; the compiler does not see that through the mapped type.
  const json = body as JsonValue;
  assertOrder(order.action, order.target, json);
  return newCommandStatement(context, { ...order, body: json });
}

/**
 * Whether the ledger can read an order: a known action, a target of its kind, a body of its form.
 * @throws ACTION_UNKNOWN, COMMAND_BODY_INVALID
 */
export function assertOrder(
  action: string,
  target: string,
  body: JsonValue,
): asserts body is CommandOrder['body'] {
  const form = actionBodyForm(action);
  if (form === undefined) throw new QuanchengError('ACTION_UNKNOWN', `there is no action ${action}`);
  const isTarget = machineOf(action) === undefined ? isParticipantId(target) : isRecordName(target);
  if (!isTarget)
    throw new QuanchengError('COMMAND_BODY_INVALID', `target: ${target} is no name for ${action}`);
  readForm(form, body, 'COMMAND_BODY_INVALID');
}
