import { join } from 'node:path';
import type { BackOff } from '@quancheng/sdk';
import { openOutbox } from '@quancheng/sdk/node';
import { QuanchengError } from '@quancheng/protocol';
import type { FileOptions } from '../deposit/deposit-files.js';
import type { RowOptions } from '../deposit/deposit-row-file.js';
import { openDepositSession } from '../deposit/deposit-session.js';
import { ExitCode } from '../exit-code.js';
import { makeFolder } from '../home/home-folder.js';
import type { SettingOptions } from '../input/settings.js';
import { print, remark } from '../output/print.js';
import { shellWord } from '../output/shell-word.js';
import { stopSignal } from '../running/stop-signal.js';
import { isFolder } from '../verification/folder.js';
import { newAgentMetrics } from './agent-metrics.js';
import { openCutStore } from './cut-store.js';
import { newCutDepositor } from './deposit-cut.js';
import { followFile, type FollowOptions } from './follow-file.js';
import { followFolder } from './follow-folder.js';
import type { Followed } from './followed.js';
import { runAgent, type Agent } from './run-agent.js';
import { serveMetrics } from './serve-metrics.js';

export type AgentOptions = SettingOptions &
  Omit<RowOptions & FileOptions, 'again' | 'outDir'> & {
    readonly folder: string;
    readonly every: number;
    readonly once?: true;
    readonly metricsPort?: number;
  };

/** The agent itself tries again and again; a client that did so, too, would keep it from stopping. */
const BACK_OFF: BackOff = { attempts: 2, first: 500, longest: 500 };

/** The agent's folder: one agent at a time, by the lock of a database in it. */
export const agentFolders = (folder: string) => ({
  cuts: join(folder, 'cuts'),
  evidence: join(folder, 'evidence'),
  outbox: join(folder, 'outbox'),
  lock: join(folder, 'lock'),
});

/** @throws OUTBOX_LOCKED, OPTION_INVALID, and what openDepositSession throws */
export async function startAgent(paths: readonly string[], options: AgentOptions): Promise<void> {
  const session = await openDepositSession(options, BACK_OFF);
  const folders = agentFolders(options.folder);
  for (const folder of [folders.cuts, folders.evidence, folders.outbox]) await makeFolder(folder, 0o700);
  const lock = await openOutbox(folders.lock);
  const metrics = newAgentMetrics();
  const stopServing =
    options.metricsPort === undefined ? () => undefined : await serveMetrics(metrics, options.metricsPort);
  try {
    const store = await openCutStore(folders.cuts);
    const onGap = (source: string): void => {
      metrics.gap(source);
      remark(`Rows may be missing: ${shellWord(source)} was replaced or cut short 可能有缺失`);
    };
    const agent = {
      followed: await followAll(paths, options, onGap),
      store,
      depositor: newCutDepositor(session, store, folders, options),
      metrics,
      interval: options.every * 1000,
      once: options.once === true,
    };
    await runUntilStopped(agent, options.folder);
  } finally {
    stopServing();
    await lock.close();
  }
}

async function runUntilStopped(agent: Agent, folder: string): Promise<void> {
  const stopping = new AbortController();
  void stopSignal().then(() => stopping.abort());
  print(
    `Agent 代理: ${agent.followed.map(({ source }) => shellWord(source)).join(', ')} → ${shellWord(folder)}`,
  );
  const refused = await runAgent(agent, stopping.signal);
  const { length } = agent.store.cuts;
  print(`Stopped 已停止: ${length} cuts 份, ${refused} refused 份被拒`);
  if (refused > 0) process.exitCode = ExitCode.unusable;
}

async function followAll(
  paths: readonly string[],
  options: FollowOptions,
  onGap: (source: string) => void,
): Promise<readonly Followed[]> {
  if (new Set(paths).size !== paths.length) throw new QuanchengError('OPTION_INVALID', 'one path twice');
  return await Promise.all(
    paths.map(async (path) =>
      (await isFolder(path)) ? followFolder(path) : followFile(path, options, onGap),
    ),
  );
}
