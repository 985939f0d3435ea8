import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { checkout } from '../../sdk/support/shared-folder.js';

/** What a command left behind. */
export interface Outcome {
  /** null if a signal ended it. */
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

export interface Surroundings {
  readonly home: string;
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The command line as users run it, in a process of its own, without a terminal. */
export function spawnCommand(
  words: readonly string[],
  { home, folder, environment }: Surroundings,
): ChildProcess {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(QUANCHENG_|PORT$|HOST$)/.test(name));
  return spawn(process.execPath, [join(checkout(), 'cli', 'bin', 'quancheng.js'), ...words], {
    cwd: folder ?? home,
    env: { ...Object.fromEntries(inherited), QUANCHENG_HOME: home, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs a command to its end. */
export async function run(words: readonly string[], surroundings: Surroundings): Promise<Outcome> {
  return outcomeOf(spawnCommand(words, surroundings));
}

export function outcomeOf(child: ChildProcess): Promise<Outcome> {
  let output = '';
  let errors = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text));
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, output, errors })));
}
