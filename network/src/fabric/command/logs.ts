import { readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { CommandLine } from './network-command.js';

const lines = 100;

/** Prints the names of the logs, or the last hundred lines of one. Returns the exit code. */
export async function showLogs({ dataDirectory, words: [node] }: CommandLine): Promise<number> {
  const folder = join(resolve(dataDirectory), 'logs');
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.log')).sort();
  if (node === undefined) {
    console.log(names.map((name) => join(folder, name)).join('\n'));
    return 0;
  }
  const chosen = names.filter((name) => name.includes(node));
  if (chosen.length === 0) {
    console.error(`No log in ${folder} has ${node} in its name; there are:  没有匹配的日志，现有：`);
    console.error(names.join('\n'));
    return 1;
  }
  for (const name of chosen) {
    const text = await readFile(join(folder, name), 'utf8');
    console.log(`==> ${name}\n${text.trimEnd().split('\n').slice(-lines).join('\n')}`);
  }
  return 0;
}
