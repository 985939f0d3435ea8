import { chmod, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { QuanchengError } from '@quancheng/protocol';
import { genesisFile } from '../lifecycle/channel.js';
import type { NetworkPlan, NodePlan } from '../network-plan.js';
import { fixedContents, ledgerContents, ledgersPart, networkPart } from './backup-contents.js';
import { copyTree } from './copy-tree.js';
import { type Manifest, digestFileContents, isFinished, writeManifest } from './manifest.js';

const unfinishedFile = 'unfinished';

export interface FabricBackupOptions {
  /** A new folder, or one in which a backup of this network was left unfinished. */
  readonly to: string;
  /** Without private keys the backup may be kept where keys may not; restoring it needs them from elsewhere. */
  readonly withKeys: boolean;
}

export interface BackupSource {
  readonly plan: NetworkPlan;
  readonly report: (step: string) => void;
  /** Stops nodes of one kind, lets the work be done, and starts them again whatever comes of it. */
  readonly whileStopped: (
    kind: 'peer' | 'orderer',
    nodes: readonly NodePlan[],
    work: () => Promise<void>,
  ) => Promise<void>;
}

function occupied(folder: string, reason: string): never {
  throw new QuanchengError('BACKUP_TARGET_OCCUPIED', `${folder} ${reason}`);
}

function isWithin(folder: string, outer: string): boolean {
  return `${folder}${sep}`.startsWith(`${outer}${sep}`);
}

/** Opens an empty folder, or goes on in one whose mark says that it is an unfinished backup of this network. */
async function openTarget({ plan }: BackupSource, to: string, network: string): Promise<string> {
  const folder = resolve(to);
  if (isWithin(folder, plan.folder) || isWithin(plan.folder, folder)) {
    occupied(folder, 'and the network’s data folder lie inside one another');
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (await isFinished(folder)) {
    occupied(folder, 'already holds a finished backup');
  }
  const mark = join(folder, unfinishedFile);
  const begun = await readFile(mark, 'utf8').catch(() => null);
  if ((await readdir(folder)).length > 0 && begun !== network) {
    occupied(folder, 'is neither empty nor an unfinished backup of this network');
  }
  await chmod(folder, 0o700);
  await writeFile(mark, network);
  return folder;
}

async function copyLedgers(nodes: readonly NodePlan[], target: string): Promise<void> {
  for (const { id, folder } of nodes) {
    await copyTree(join(folder, 'data'), join(target, ledgersPart, id), ledgerContents);
  }
}

/** First what can be copied while it changes, so that the copy in which nothing may change is short. */
async function backUpNodes(
  { whileStopped }: BackupSource,
  kind: 'peer' | 'orderer',
  nodes: readonly NodePlan[],
  target: string,
): Promise<void> {
  await copyLedgers(nodes, target);
  await whileStopped(kind, nodes, () => copyLedgers(nodes, target));
}

/**
 * Copies a network into a folder, from which it can be restored as a whole or node by node.
 *
 * Peers are stopped and copied one after the other, then all orderers at the same moment. This order is what makes the
 * copies fit each other: no peer holds a block that the orderers lack, so that orderers restored together cannot make
 * another block of the same number; and among themselves they are as a power failure would leave them.
 * @throws QuanchengError BACKUP_TARGET_OCCUPIED
 */
export async function backUpNetwork(source: BackupSource, options: FabricBackupOptions): Promise<Manifest> {
  const { plan, report } = source;
  const network = await digestFileContents(genesisFile(plan));
  const target = await openTarget(source, options.to, network);
  const created = new Date().toISOString();
  report('copying keys, configuration and chaincode');
  await copyTree(plan.folder, join(target, networkPart), fixedContents(plan, options.withKeys));
  for (const peer of plan.peers) {
    report(`copying ${peer.id}`);
    await backUpNodes(source, 'peer', [peer], target);
  }
  report('copying the orderers');
  await backUpNodes(source, 'orderer', plan.orderers, target);
  report('listing what was copied');
  const nodes = [...plan.orderers, ...plan.peers].map(({ id }) => id);
  await rm(join(target, unfinishedFile));
  return await writeManifest(target, { created, network, nodes, withKeys: options.withKeys });
}
