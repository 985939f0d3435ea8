import { realpath } from 'node:fs/promises';
import { QuanchengError } from '@quancheng/protocol';

/** Data directories that this process has open. */
const claimed = new Set<string>();

/**
 * Claims a directory within this process; the result gives it up. Between processes the state database's file lock
 * decides, which the system releases however a process ends. But that lock is lost as soon as the process that holds
 * it closes another handle on the same file, as LevelDB does when it is opened twice: hence this claim before it.
 * @throws QuanchengError EMBEDDED_NODE_LOCKED
 */
export async function claimDirectory(directory: string): Promise<() => void> {
  const path = await realpath(directory);
  if (claimed.has(path)) {
    throw new QuanchengError('EMBEDDED_NODE_LOCKED', `${path} is open in this process already`);
  }
  claimed.add(path);
  return () => void claimed.delete(path);
}
