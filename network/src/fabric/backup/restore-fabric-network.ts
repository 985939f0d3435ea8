import { existsSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { QuanchengError } from '@quancheng/protocol';
import { planNetwork } from '../network-plan.js';
import { readNetworkState } from '../network-state.js';
import { endStaleRun } from '../process/stale-run.js';
import { ledgersPart, networkPart } from './backup-contents.js';
import { copyTree } from './copy-tree.js';
import { type Manifest, verifyBackup } from './manifest.js';
import { setAside } from './set-aside.js';
import { syncPath } from './sync-path.js';
import { takeOverKeys } from './take-over-keys.js';

export interface FabricRestoreOptions {
  /** Folder of the backup. */
  readonly from: string;
  readonly dataDirectory: string;
  /** Set present data aside, beside their folder, instead of refusing. */
  readonly replace: boolean;
}

export interface RestoredFabricNetwork {
  readonly manifest: Manifest;
  /** Where the data that were there lie now. */
  readonly replaced: string | null;
}

/** Lays the backup's contents out as a data folder. */
async function layOut(backup: string, target: string): Promise<void> {
  await copyTree(join(backup, networkPart), target, () => true);
  const state = await readNetworkState(target);
  if (state === null) {
    throw new QuanchengError('BACKUP_INVALID', `${backup} does not say which network it is of`);
  }
  const { peers, orderers } = planNetwork(state.topology, target, state.ports);
  for (const { id, folder } of [...peers, ...orderers]) {
    await copyTree(join(backup, ledgersPart, id), join(folder, 'data'), () => true);
  }
}

/**
 * Restores a whole network as it was when it was backed up. What was committed later is lost to it: a running network is
 * better repaired node by node. Nothing is touched before every file of the backup has been verified, and the data
 * folder appears complete or not at all.
 * @throws QuanchengError BACKUP_INVALID, BACKUP_TARGET_OCCUPIED, NETWORK_ALREADY_RUNNING
 */
export async function restoreFabricNetwork({
  from,
  dataDirectory,
  replace,
}: FabricRestoreOptions): Promise<RestoredFabricNetwork> {
  const [backup, target] = [resolve(from), resolve(dataDirectory)];
  const manifest = await verifyBackup(backup);
  await endStaleRun(join(target, 'processes.json'));
  if (!replace && existsSync(target) && (await readdir(target)).length > 0) {
    throw new QuanchengError('BACKUP_TARGET_OCCUPIED', `${target} is not empty`);
  }
  const unfinished = `${target}.restoring`;
  await rm(unfinished, { recursive: true, force: true });
  await layOut(backup, unfinished);
  if (!manifest.withKeys && existsSync(target)) {
    await takeOverKeys(target, unfinished);
  }
  const replaced = await setAside(target);
  await rename(unfinished, target);
  await syncPath(dirname(target));
  return { manifest, replaced };
}
