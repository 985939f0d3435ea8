import { QuanchengError } from '@quancheng/protocol';
import type { CommandHead } from './command.js';

/**
 * The signer must have seen the target as it is; 0 stands for a target that doesn't exist.
 * @throws VERSION_CONFLICT
 */
export function assertVersion(command: CommandHead, version: number): void {
  if (command.expectedVersion !== version) {
    throw new QuanchengError(
      'VERSION_CONFLICT',
      `${command.target} has version ${version}, the command expects ${command.expectedVersion}`,
    );
  }
}
