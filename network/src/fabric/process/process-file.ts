import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';

/** A running program as the data folder remembers it. */
export interface RunningProcess {
  readonly name: string;
  readonly pid: number;
  readonly command: string;
}

/** `keeper` is the process that started the programs and stops them. */
export interface ProcessTable {
  readonly keeper: RunningProcess;
  readonly programs: readonly RunningProcess[];
}

const execute = promisify(execFile);

export async function writeProcessFile(file: string, table: ProcessTable): Promise<void> {
  await writeFile(file, `${JSON.stringify(table, undefined, 2)}\n`, { mode: 0o600 });
}

/** Reads the table, or null if there is none: then nothing was left running. */
export async function readProcessFile(file: string): Promise<ProcessTable | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as ProcessTable);
}

export async function removeProcessFile(file: string): Promise<void> {
  await rm(file, { force: true });
}

/**
 * True if the process still runs the same command. A bare process id would not do: after a restart of the machine it
 * may belong to somebody else's program.
 */
export async function isRunning({ pid, command }: RunningProcess): Promise<boolean> {
  try {
    const { stdout } = await execute('ps', ['-o', 'args=', '-p', String(pid)]);
    return stdout.includes(basename(command));
  } catch {
    return false;
  }
}
