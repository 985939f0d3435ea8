import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isRunning, readProcessFile } from '../process/process-file.js';
import { endStaleRun } from '../process/stale-run.js';
import type { CommandLine } from './network-command.js';

const pause = 100;
const patience = 30_000;

/** Stops the keeper, which stops its programs; ends what a lost keeper left behind. Returns the exit code. */
export async function down({ dataDirectory }: Pick<CommandLine, 'dataDirectory'>): Promise<number> {
  const processFile = join(resolve(dataDirectory), 'processes.json');
  const table = await readProcessFile(processFile);
  if (table === null) {
    console.log('Nothing is running  没有正在运行的网络');
    return 0;
  }
  if (await isRunning(table.keeper)) {
    process.kill(table.keeper.pid, 'SIGTERM');
    const deadline = performance.now() + patience;
    while ((await isRunning(table.keeper)) && performance.now() < deadline) {
      await delay(pause);
    }
  }
  await endStaleRun(processFile);
  console.log('Stopped  已停止');
  return 0;
}
