import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const script = join(import.meta.dirname, '../../../network/fixtures/network-command.mjs');

function start(words: readonly string[]): ChildProcess {
  return spawn(process.execPath, [script, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** `npm run network -- …` in a process of its own: what it printed; throws if it failed. */
export async function networkCommand(...words: readonly string[]): Promise<string> {
  const child = start(words);
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout!),
    text(child.stderr!),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  if (code !== 0) throw new Error(`network ${words.join(' ')}: ${code ?? 'killed'}\n${output}${errors}`);
  return output;
}

/** The same, killed when it has printed so much. */
export async function interruptedNetworkCommand(printed: string, ...words: readonly string[]): Promise<void> {
  const child = start(words);
  let output = '';
  child.stdout!.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    if (output.includes(printed)) child.kill('SIGKILL');
  });
  await once(child, 'exit');
  if (child.signalCode !== 'SIGKILL') throw new Error(`it ended before it printed “${printed}”:\n${output}`);
}
