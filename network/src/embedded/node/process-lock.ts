import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { QuanchengError } from '@quancheng/protocol';
import { Level } from 'level';
import { databaseErrorCode, isDiskFull } from '../ledger/database-error.js';
import { newUnwritableError } from '../ledger/unwritable.js';

/** Beside the ledger, so that it holds whatever becomes of the state database. */
const lockName = 'lock';

/**
 * Takes the lock of a data directory; the result releases it. Node has no file locks of its own, LevelDB has: an empty
 * database stands for the lock, which the system releases however the process ends. What a crash leaves of it does no
 * harm, since nothing is kept in it.
 * @throws QuanchengError EMBEDDED_NODE_LOCKED or EMBEDDED_LEDGER_UNWRITABLE
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  const path = join(directory, lockName);
  try {
    return await openLock(path);
  } catch (error) {
    assertFree(error, directory);
    await clear(path);
  }
  try {
    return await openLock(path);
  } catch (cause) {
    assertFree(cause, directory);
    throw newUnwritableError(cause, `${path} cannot be opened`);
  }
}

async function openLock(path: string): Promise<() => Promise<void>> {
  const database = new Level(path);
  await database.open();
  return async () => {
    await database.close();
  };
}

function assertFree(error: unknown, directory: string): void {
  if (databaseErrorCode(error) === 'LEVEL_LOCKED') {
    throw new QuanchengError('EMBEDDED_NODE_LOCKED', `${directory} is open in another process`, {
      cause: error,
    });
  }
  if (isDiskFull(error)) {
    throw newUnwritableError(error, `${directory} cannot be opened`);
  }
}

/** Removes what cannot be opened, but not the lock file: another process may have taken it meanwhile. */
async function clear(path: string): Promise<void> {
  for (const name of await readdir(path).catch(() => [])) {
    if (name !== 'LOCK') {
      await rm(join(path, name), { recursive: true, force: true });
    }
  }
}
