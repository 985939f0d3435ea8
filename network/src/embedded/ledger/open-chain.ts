import { QuanchengError } from '@quancheng/protocol';
import { Chain, type RecoveryListener } from './chain.js';
import { newUnwritableError } from './unwritable.js';
import { databaseErrorCode, isDiskFull } from './database-error.js';

/**
 * Opens a ledger and says what is wrong in the words of the node's errors.
 * @param onRecovered told of each block that is taken in again from the block files
 * @throws QuanchengError EMBEDDED_NODE_LOCKED, EMBEDDED_LEDGER_UNWRITABLE or EMBEDDED_LEDGER_DAMAGED
 */
export async function openChain(directory: string, onRecovered?: RecoveryListener): Promise<Chain> {
  try {
    return await Chain.open(directory, onRecovered);
  } catch (error) {
    const code = databaseErrorCode(error);
    if (isDiskFull(error)) {
      throw newUnwritableError(error, `${directory} cannot be opened`);
    }
    if (code === 'LEVEL_LOCKED') {
      throw new QuanchengError('EMBEDDED_NODE_LOCKED', `${directory} is open in another process`, {
        cause: error,
      });
    }
    if (code !== undefined) {
      const advice = 'run "quancheng node rebuild-state": it is made again from the blocks';
      throw new QuanchengError('EMBEDDED_LEDGER_DAMAGED', `the state cannot be opened; ${advice}`, {
        cause: error,
      });
    }
    throw error;
  }
}
