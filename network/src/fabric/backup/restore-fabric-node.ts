import { existsSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { QuanchengError } from '@quancheng/protocol';
import { genesisFile } from '../lifecycle/channel.js';
import { type NetworkPlan, type NodePlan, planNetwork } from '../network-plan.js';
import { readNetworkState } from '../network-state.js';
import { isRunning, readProcessFile } from '../process/process-file.js';
import { ledgersPart, networkPart } from './backup-contents.js';
import { copyTree } from './copy-tree.js';
import { type Manifest, digestFileContents, verifyBackup } from './manifest.js';
import type { FabricRestoreOptions } from './restore-fabric-network.js';
import { setAside } from './set-aside.js';
import { syncPath } from './sync-path.js';
import { takeOverKeys } from './take-over-keys.js';

export interface RestoredFabricNode {
  readonly manifest: Manifest;
  /** Where the data that were there lie now. */
  readonly replaced: string | null;
}

function unsuitable(reason: string): never {
  throw new QuanchengError('BACKUP_UNSUITABLE', reason);
}

async function readPlan(folder: string): Promise<NetworkPlan> {
  const state = await readNetworkState(folder);
  return state === null
    ? unsuitable(`there is no network in ${folder}; restore the whole one`)
    : planNetwork(state.topology, folder, state.ports);
}

function findNode({ topology, peers, orderers }: NetworkPlan, manifest: Manifest, id: string): NodePlan {
  const node = [...peers, ...orderers].find((each) => each.id === id);
  if (node === undefined || !manifest.nodes.includes(id)) {
    return unsuitable(`${id} is not a node of both the network and the backup`);
  }
  if (topology.consensus === 'raft' && orderers.some((each) => each === node)) {
    // It would have forgotten entries for which it was counted (Ongaro and Ousterhout, 5.1: state survives restarts).
    return unsuitable(
      `${id} is a Raft orderer, which must not go back in time; replace it by a new consenter`,
    );
  }
  return node;
}

async function assertStopped(folder: string, id: string): Promise<void> {
  const table = await readProcessFile(join(folder, 'processes.json'));
  const [program] = (table?.programs ?? []).filter(
    ({ name }) => /^(peer|orderer)\./.test(name) && name.endsWith(`.${id}`),
  );
  if (program !== undefined && (await isRunning(program))) {
    throw new QuanchengError(
      'NETWORK_ALREADY_RUNNING',
      `${id} runs as process ${program.pid}; stop it first`,
    );
  }
}

/**
 * Restores one peer or BFT orderer, keys included, in a network whose other nodes have gone on. It fetches from them what
 * was committed since the backup.
 * @throws QuanchengError BACKUP_INVALID, BACKUP_UNSUITABLE, BACKUP_TARGET_OCCUPIED, NETWORK_ALREADY_RUNNING
 */
export async function restoreFabricNode(
  options: FabricRestoreOptions,
  id: string,
): Promise<RestoredFabricNode> {
  const [backup, data] = [resolve(options.from), resolve(options.dataDirectory)];
  const manifest = await verifyBackup(backup);
  const plan = await readPlan(data);
  if ((await digestFileContents(genesisFile(plan))) !== manifest.network) {
    unsuitable(`${backup} is of another network`);
  }
  const { folder } = findNode(plan, manifest, id);
  await assertStopped(data, id);
  if (!options.replace && existsSync(folder) && (await readdir(folder)).length > 0) {
    throw new QuanchengError('BACKUP_TARGET_OCCUPIED', `${folder} is not empty`);
  }
  const unfinished = `${folder}.restoring`;
  await rm(unfinished, { recursive: true, force: true });
  await copyTree(join(backup, networkPart, relative(data, folder)), unfinished, () => true);
  await copyTree(join(backup, ledgersPart, id), join(unfinished, 'data'), () => true);
  if (!manifest.withKeys && existsSync(folder)) {
    await takeOverKeys(folder, unfinished);
  }
  const replaced = await setAside(folder);
  await rename(unfinished, folder);
  await syncPath(dirname(folder));
  return { manifest, replaced };
}
