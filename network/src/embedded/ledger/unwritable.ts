import { QuanchengError } from '@quancheng/protocol';
import { isDiskFull } from './database-error.js';

/** EMBEDDED_LEDGER_UNWRITABLE, with what its reader can do about it. */
export function newUnwritableError(cause: unknown, what = 'a block could not be written'): QuanchengError {
  const reason = isDiskFull(cause)
    ? 'no space is left on the disk; free some'
    : `${cause instanceof Error ? cause.message : String(cause)}; mend that`;
  const message = `${what}: ${reason}, then start the node again`;
  return new QuanchengError('EMBEDDED_LEDGER_UNWRITABLE', message, { cause });
}
