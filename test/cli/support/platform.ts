import type { ChildProcess } from 'node:child_process';
import { spawnCommand, type Surroundings } from './command.js';

/** A running `quancheng start`. */
export interface Platform {
  readonly address: string;
  readonly child: ChildProcess;
  /** SIGTERM unless told otherwise, and its exit code. Called again it waits, too. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

/** Starts a ledger and a gateway on a free port, and waits until they listen. @param words further arguments */
export async function startPlatform(
  surroundings: Surroundings,
  port = '0',
  words: readonly string[] = [],
): Promise<Platform> {
  // An absent folder of shared input makes the demonstration take the project's own small files.
  const environment = { PORT: port, QUANCHENG_SHARED: '/nonexistent', ...surroundings.environment };
  return startListening(['start', ...words], { ...surroundings, environment });
}

/** Runs a command that listens, and waits until it does. */
export async function startListening(
  words: readonly string[],
  surroundings: Surroundings,
): Promise<Platform> {
  const child = spawnCommand(words, surroundings);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const address = await listening(child);
  const stop = (signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM') => {
    child.kill(signal);
    return ended;
  };
  return { address, child, stop };
}

function listening(child: ChildProcess): Promise<string> {
  let seen = '';
  return new Promise((resolve, reject) => {
    const read = (text: string) => {
      seen += text;
      const [, address] = /^Listening [^:]*: (http:\S+)$/m.exec(seen) ?? [];
      if (address !== undefined) resolve(address);
    };
    child.stdout?.setEncoding('utf8').on('data', read);
    child.stderr?.setEncoding('utf8').on('data', read);
    child.on('close', () => reject(new Error(`it ended before it listened:\n${seen}`)));
  });
}
