import { createInterface } from 'node:readline/promises';
import { QuanchengError } from '@quancheng/protocol';

/** Options of a command that asks before it signs or changes something. */
export interface ConfirmOptions {
  /** Don't ask. */
  readonly yes?: true;
}

/**
 * Asks a person at a terminal. Where there is none, nobody can be asked, and whoever wrote the script has agreed.
 * @throws NOT_CONFIRMED
 */
export async function confirm(question: string, { yes }: ConfirmOptions): Promise<void> {
  if (yes === true || !process.stdin.isTTY || !process.stderr.isTTY) return;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${question} [yes/no] `);
    if (/^(y|yes|是)$/i.test(answer.trim())) return;
  } finally {
    terminal.close();
  }
  throw new QuanchengError('NOT_CONFIRMED', question);
}
