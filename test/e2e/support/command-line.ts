import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../../../cli/bin/quancheng.js', import.meta.url));

/** How a command ended. */
export interface CommandResult {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs `quancheng …` as a user does, with its own QUANCHENG_HOME. */
export async function quancheng(home: string, ...args: readonly string[]): Promise<CommandResult> {
  const child = spawn(process.execPath, [program, ...args], {
    env: environment(home),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, errors] = [collect(child.stdout), collect(child.stderr)];
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output: await output, errors: await errors };
}

/** A running `quancheng start`. */
export interface Started {
  readonly url: string;
  /** Everything that it printed until it listened. */
  readonly lines: readonly string[];
  /** Sends a signal and waits for the end. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** @throws if it ends before it listens, with what it said */
export async function quanchengStart(home: string, ...args: readonly string[]): Promise<Started> {
  const child = spawn(process.execPath, [program, 'start', ...args], {
    env: environment(home),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const errors = collect(child.stderr);
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    const url = /^Listening .*?(http:\/\/\S+)/.exec(line)?.[1];
    if (url !== undefined) {
      child.stdout.resume();
      return { url, lines, stop: (signal = 'SIGTERM') => stop(child, signal) };
    }
  }
  throw new Error(`quancheng start ended before it listened: ${lines.join('\n')}\n${await errors}`);
}

async function stop(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}

async function collect(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  stream.setEncoding('utf8');
  for await (const chunk of stream) text += String(chunk);
  return text;
}

function environment(home: string): NodeJS.ProcessEnv {
  return { ...process.env, QUANCHENG_HOME: home, PORT: '0', HOST: '127.0.0.1' };
}
