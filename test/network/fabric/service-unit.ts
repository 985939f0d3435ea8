import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** What a unit file says of one key, in order; see systemd.syntax(7). */
function valuesOf(unit: string, key: string): string[] {
  return unit
    .split('\n')
    .filter((line) => line.startsWith(`${key}=`))
    .map((line) => line.slice(key.length + 1).replaceAll('%%', '%'));
}

function parseAssignment(text: string): [string, string] {
  const plain = text.replace(/^"(.*)"$/, '$1');
  const split = plain.indexOf('=');
  return [plain.slice(0, split), plain.slice(split + 1).replace(/^'(.*)'$/, '$1')];
}

async function readEnvironment(unit: string): Promise<Record<string, string>> {
  const files = await Promise.all(valuesOf(unit, 'EnvironmentFile').map((file) => readFile(file, 'utf8')));
  const lines = files.flatMap((text) => text.split('\n').filter((line) => line !== ''));
  return Object.fromEntries([...valuesOf(unit, 'Environment'), ...lines].map(parseAssignment));
}

/** Starts what a unit file says, as systemd would, but as the present user and without its restrictions. */
export async function startUnit(file: string, log: string): Promise<ChildProcess> {
  const unit = await readFile(file, 'utf8');
  const options = { cwd: valuesOf(unit, 'WorkingDirectory')[0]! };
  const env = { PATH: process.env['PATH'], ...(await readEnvironment(unit)) };
  for (const line of valuesOf(unit, 'ExecStartPre')) {
    const [command, ...words] = line.split(' ');
    await promisify(execFile)(command!, words, options);
  }
  const [command, ...words] = valuesOf(unit, 'ExecStart')[0]!.split(' ');
  const output = await open(log, 'a');
  const child = spawn(command!, words, { ...options, env, stdio: ['ignore', output.fd, output.fd] });
  await once(child, 'spawn');
  await output.close();
  return child;
}
