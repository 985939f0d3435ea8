import { setTimeout as delay } from 'node:timers/promises';
import { QuanchengError } from '@quancheng/protocol';
import { type RunningProcess, isRunning, readProcessFile, removeProcessFile } from './process-file.js';

const pause = 100;
const patience = 10_000;

async function end(program: RunningProcess, signal: NodeJS.Signals): Promise<void> {
  if (await isRunning(program)) {
    process.kill(program.pid, signal);
  }
}

/** Ends programs of a run whose keeper is gone, forcibly after ten seconds. */
async function endAll(programs: readonly RunningProcess[]): Promise<void> {
  await Promise.all(programs.map((program) => end(program, 'SIGTERM')));
  const deadline = performance.now() + patience;
  while ((await Promise.all(programs.map(isRunning))).includes(true) && performance.now() < deadline) {
    await delay(pause);
  }
  await Promise.all(programs.map((program) => end(program, 'SIGKILL')));
}

/**
 * Cleans up after a run that did not stop its programs.
 * @throws QuanchengError NETWORK_ALREADY_RUNNING if the process that started it still runs.
 */
export async function endStaleRun(processFile: string): Promise<void> {
  const table = await readProcessFile(processFile);
  if (table === null) {
    return;
  }
  if (await isRunning(table.keeper)) {
    throw new QuanchengError('NETWORK_ALREADY_RUNNING', `process ${table.keeper.pid} runs it`);
  }
  await endAll(table.programs);
  await removeProcessFile(processFile);
}
