import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { defaultTopology } from '../../topology/default-topology.js';
import { parseTopology } from '../../topology/parse-topology.js';
import type { Topology } from '../../topology/topology.js';
import type { FabricBinaries } from '../fabric-binaries.js';
import { readNetworkState } from '../network-state.js';
import { startFabricNetwork } from '../start-fabric-network.js';
import type { CommandLine } from './network-command.js';

/** What the keeper tells the `up` that started it. */
export type KeeperMessage =
  | { readonly step: string }
  | { readonly ready: true }
  | { readonly failed: string };

function tell(message: KeeperMessage): void {
  // Not there when the keeper is run by hand, or after `up` has left.
  if (process.connected) {
    process.send?.(message);
  }
}

/** The topology asked for, or else that of the data folder, or else the default one. */
async function chooseTopology({ topologyFile, dataDirectory }: CommandLine): Promise<Topology> {
  if (topologyFile !== undefined) {
    return parseTopology(parse(await readFile(topologyFile, 'utf8')));
  }
  return (await readNetworkState(resolve(dataDirectory)))?.topology ?? defaultTopology;
}

/** Starts the network and keeps it until SIGTERM or SIGINT. Returns the exit code. */
export async function keepNetwork(command: CommandLine, binaries: FabricBinaries): Promise<number> {
  const stop = new AbortController();
  const stopped = new Promise<void>((done) => stop.signal.addEventListener('abort', () => done()));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => stop.abort(new Error(`stopped by ${signal}`)));
  }
  try {
    const { dataDirectory, chaincodePath } = command;
    const topology = await chooseTopology(command);
    const report = (step: string): void => tell({ step });
    const network = await startFabricNetwork({
      topology,
      dataDirectory,
      chaincodePath,
      binaries,
      report,
      signal: stop.signal,
    });
    tell({ ready: true });
    await stopped;
    await network.down();
    return 0;
  } catch (error) {
    console.error(error);
    tell({ failed: error instanceof Error ? error.message : String(error) });
    return 1;
  }
}
