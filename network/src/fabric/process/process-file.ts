import { readFile, rm, writeFile } from 'node:fs/promises';
import { readProcessStart } from './process-start.js';

/** A running program as the data folder remembers it. */
export interface RunningProcess {
  readonly name: string;
  readonly pid: number;
  /** See `readProcessStart`. */
  readonly started: string;
}

/** `keeper` is the process that started the programs and stops them. */
export interface ProcessTable {
  readonly keeper: RunningProcess;
  readonly programs: readonly RunningProcess[];
}

export async function describeProcess(name: string, pid: number): Promise<RunningProcess> {
  return { name, pid, started: (await readProcessStart(pid)) ?? '' };
}

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

/** True if this very process still runs. */
export async function isRunning({ pid, started }: RunningProcess): Promise<boolean> {
  return started !== '' && (await readProcessStart(pid)) === started;
}
