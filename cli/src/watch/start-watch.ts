import { join } from 'node:path';
import { connectLedger, type Ledger } from '@quancheng/ledger';
import { isQuanchengError, QuanchengError } from '@quancheng/protocol';
import { openOutbox } from '@quancheng/sdk/node';
import type { TrustRoot } from '@quancheng/verifier';
import { serveMetrics } from '../agent/serve-metrics.js';
import { homeFolder, makeFolder } from '../home/home-folder.js';
import { readPinnedTrustRoot } from '../home/trust-store.js';
import { readSettings } from '../input/settings.js';
import { print } from '../output/print.js';
import { shellWord } from '../output/shell-word.js';
import { readConnection } from '../running/connection-settings.js';
import { stopSignal } from '../running/stop-signal.js';
import { isFolder } from '../verification/folder.js';
import { newLedgerView } from './sources/ledger-view.js';
import { newCopySource, newGatewaySource } from './sources/log-source.js';
import { newWitnessSource } from './sources/witness-source.js';
import { nodeWatchFiles } from './state/watch-files.js';
import { runWatch } from './run-watch.js';
import { openWatcher } from './watcher.js';
import { newWatchMetrics } from './watch-metrics.js';
import { newJsonTeller, newTextTeller } from './watch-output.js';
import { readWatchSettings, type WatchOptions, type WatchSettings } from './watch-settings.js';

/**
 * `quancheng log watch`: watches until it is stopped, or for one round.
 * @throws FILE_UNREADABLE, OUTBOX_LOCKED, TRUST_ROOT_NOT_PINNED, WATCH_STATE_DAMAGED and errors of the configuration
 */
export async function startWatch(gateways: readonly string[], options: WatchOptions): Promise<void> {
  const settings = await withGateway(await readWatchSettings(gateways, options));
  const { directory, metricsPort } = settings;
  await assertFolders(settings.promises);
  const stopping = new AbortController();
  void stopSignal().then(() => stopping.abort());
  await makeFolder(directory, 0o700);
  const lock = await openOutbox(join(directory, 'lock'));
  const metrics = newWatchMetrics();
  const stopServing = metricsPort === undefined ? () => undefined : await serveMetrics(metrics, metricsPort);
  const peer = settings.ledger && connectLedger(await readConnection(settings.ledger));
  try {
    const pinned = await openPinned(settings);
    const watcher = await openWatcher(configurationOf(settings, () => pinned.current(), peer));
    const tell = options.json === true ? newJsonTeller(directory) : newTextTeller(directory);
    if (options.json !== true)
      print(`Watching 正在监测: ${[...settings.gateways, ...settings.copies].map(shellWord).join(', ')}`);
    await runWatch({
      watcher,
      metrics,
      tell,
      refresh: () => pinned.refresh(),
      interval: settings.every,
      once: options.once === true,
      isForPeople: options.json !== true,
      signal: stopping.signal,
    });
  } finally {
    peer?.close();
    stopServing();
    await lock.close();
  }
}

/** A folder that isn't there would be watched for ever, and nothing found in it. @throws FILE_UNREADABLE */
async function assertFolders(folders: readonly string[]): Promise<void> {
  for (const folder of folders)
    if (!(await isFolder(folder))) throw new QuanchengError('FILE_UNREADABLE', `${folder} is no folder`);
}

/** Whatever names no log watches that of the gateway that other commands use, too. */
async function withGateway(settings: WatchSettings): Promise<WatchSettings> {
  if (settings.gateways.length + settings.copies.length > 0) return settings;
  return { ...settings, gateways: (await readSettings({})).gateways };
}

function configurationOf(settings: WatchSettings, trustRoot: () => TrustRoot, peer: Ledger | undefined) {
  const { directory, gateways, copies, witnesses, promises, bounds } = settings;
  return {
    directory,
    files: nodeWatchFiles,
    trustRoot,
    logs: [...gateways.map(newGatewaySource), ...copies.map(newCopySource)],
    witnesses: witnesses.map(newWitnessSource),
    ledger: newLedgerView(peer, gateways, trustRoot),
    promiseFolders: promises,
    bounds,
    clock: Date.now,
  };
}

/** The pinned root, and its successor once that is pinned. */
async function openPinned({ trustRoot: path }: WatchSettings) {
  const home = homeFolder();
  let root = await readPinnedTrustRoot(home, path);
  return {
    current: () => root,
    /** What cannot be read meanwhile, or is of another ledger, doesn't replace what was pinned. */
    async refresh() {
      const next = await readPinnedTrustRoot(home, path).catch((error: unknown) => {
        if (!isQuanchengError(error)) throw error;
        return root;
      });
      if (next.ledger === root.ledger && next.sequence > root.sequence) root = next;
    },
  };
}
