import type { CommandHead } from '../commands/command.js';

/** Everything that can be ordered about a log. The target is its origin. */
export interface LogCommand extends CommandHead {
  readonly action: 'log.register' | 'log.rotate';
  /** C2SP verifier key of the first, or next, key. */
  readonly verifierKey: string;
  /** A signed checkpoint: of size 0, or of the anchored head. */
  readonly note: string;
}
