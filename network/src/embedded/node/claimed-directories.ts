import { realpath } from 'node:fs/promises';
import { QuanchengError } from '@quancheng/protocol';
import { lockDirectory } from './process-lock.js';

/** Data directories that this process has open. */
const claimed = new Set<string>();

/**
 * Claims a directory against everyone else in this process and in others; the result gives it up. The lock between
 * processes is lost as soon as the process that holds it closes another handle on the same file, as it would if it
 * took the lock twice: hence the claim within the process before it.
 * @throws QuanchengError EMBEDDED_NODE_LOCKED
 */
export async function claimDirectory(directory: string): Promise<() => Promise<void>> {
  const path = await realpath(directory);
  if (claimed.has(path)) {
    throw new QuanchengError('EMBEDDED_NODE_LOCKED', `${path} is open in this process already`);
  }
  claimed.add(path);
  try {
    const unlock = await lockDirectory(path);
    return async () => {
      await unlock();
      claimed.delete(path);
    };
  } catch (error) {
    claimed.delete(path);
    throw error;
  }
}
