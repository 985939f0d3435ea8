import { parseStatement, QuanchengError } from '@quancheng/protocol';
import { confirm, isAsking, type ConfirmOptions } from '../input/confirm.js';
import { printCommand } from '../records/command-file.js';

/**
 * Shows a person at a terminal the very bytes that are about to be signed, read back, and asks.
 * @param payload a command's statement @throws NOT_CONFIRMED
 */
export async function confirmStatement(payload: Uint8Array, options: ConfirmOptions): Promise<void> {
  if (!isAsking(options)) return;
  const statement = parseStatement(payload);
  if (statement.schema !== 'quancheng/command/v1') {
    throw new QuanchengError('STATEMENT_INVALID', 'this is no command');
  }
  printCommand({ statement, signed: [], missing: statement.signers });
  await confirm('Sign it 签署?', options);
}
