import { join, resolve } from 'node:path';
import { QuanchengError } from '@quancheng/protocol';
import { backUpNetwork } from '../backup/back-up-network.js';
import { planNetwork } from '../network-plan.js';
import { readNetworkState } from '../network-state.js';
import { askKeeper } from '../process/ask-keeper.js';
import { isRunning, readProcessFile } from '../process/process-file.js';
import { endStaleRun } from '../process/stale-run.js';
import type { CommandLine } from './network-command.js';

function report(step: string): void {
  console.log(`… ${step}`);
}

async function backUpStopped(folder: string, to: string, withKeys: boolean): Promise<void> {
  await endStaleRun(join(folder, 'processes.json'));
  const state = await readNetworkState(folder);
  if (state === null) {
    throw new QuanchengError('NETWORK_UNAVAILABLE', `no network has been made in ${folder}`);
  }
  const plan = planNetwork(state.topology, folder, state.ports);
  const source = { plan, report, whileStopped: stopped };
  await backUpNetwork(source, { to, withKeys });
}

async function stopped(_kind: string, _nodes: unknown, work: () => Promise<void>): Promise<void> {
  await work();
}

/** Backs up a network: through its keeper if it runs, so that nodes are stopped in turn, or else as it lies there. */
export async function backUp(line: CommandLine): Promise<number> {
  const to = resolve(String(line.options['to']));
  const withKeys = line.options['without-keys'] === undefined;
  const folder = resolve(line.dataDirectory);
  const table = await readProcessFile(join(folder, 'processes.json'));
  if (table !== null && (await isRunning(table.keeper))) {
    const target = JSON.stringify({ to, withKeys });
    await askKeeper(folder, { action: 'backup', target }, report);
  } else {
    await backUpStopped(folder, to, withKeys);
  }
  console.log(`Backed up to ${to}  已备份`);
  if (withKeys) {
    console.log('It holds private keys: keep it as safe as those.  备份含私钥，请与私钥同等保管。');
  }
  return 0;
}
