import type { Command } from 'commander';
import { createInterface } from 'node:readline/promises';
import { QuanchengError } from '@quancheng/protocol';

/** Options of a command that asks before it signs or changes something. */
export interface ConfirmOptions {
  /** Don't ask. */
  readonly yes?: true | undefined;
}

export function addConfirmOption(command: Command): Command {
  return command.option('--yes', 'sign without asking, also at a terminal 不再询问，直接签署');
}

/** Whether a person is there to be asked, and wants to be. */
export function isAsking({ yes }: ConfirmOptions): boolean {
  return yes !== true && process.stdin.isTTY && process.stderr.isTTY;
}

/**
 * Asks a person at a terminal. Where there is none, nobody can be asked, and whoever wrote the script has agreed.
 * @throws NOT_CONFIRMED
 */
export async function confirm(question: string, { yes }: ConfirmOptions): Promise<void> {
  if (!isAsking({ yes })) return;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${question} [yes/no] `);
    if (/^(y|yes|是)$/i.test(answer.trim())) return;
  } finally {
    terminal.close();
  }
  throw new QuanchengError('NOT_CONFIRMED', question);
}
