import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { QuanchengError } from '@quancheng/protocol';
import { stringify } from 'yaml';
import type { Topology } from '../../topology/topology.js';
import { digestFolder } from '../chaincode/code-digest.js';
import { channelConfiguration } from '../configuration/channel-configuration.js';
import type { FabricBinaries } from '../fabric-binaries.js';
import { writeKeyMaterial } from '../key-material.js';
import { packChaincodeService } from '../lifecycle/chaincode-package.js';
import { createGenesis } from '../lifecycle/channel.js';
import { type NetworkPlan, planNetwork } from '../network-plan.js';
import { writeAdministratorFolder } from './administrator-folder.js';
import { writeHostFolder } from './host-folder.js';
import { listHosts } from './host-layout.js';
import { numberHostPorts } from './host-ports.js';
import { formatOverview } from './readme.js';

export interface HostsOptions {
  /** Every node of it has a host. */
  readonly topology: Topology;
  /** A new folder. */
  readonly to: string;
  /** Absolute path at which each host will have its folder; `{host}` stands for its name. */
  readonly installedAt: string;
  /** Folder of a chaincode package that holds everything it needs. */
  readonly chaincodePath: string;
  readonly binaries: FabricBinaries;
  /** See `FabricNetworkOptions`. */
  readonly batchTimeout?: string;
}

/** The shim's program within a chaincode package. @throws QuanchengError CHAINCODE_INVALID if it lies elsewhere. */
async function findShim(chaincodePath: string): Promise<string> {
  const folder = await realpath(chaincodePath);
  const shim = relative(folder, createRequire(join(folder, 'package.json')).resolve('fabric-shim/cli.js'));
  if (shim.startsWith('..')) {
    const reason = `${folder} does not hold fabric-shim; make a package with scripts/package-chaincode.js`;
    throw new QuanchengError('CHAINCODE_INVALID', reason);
  }
  return shim;
}

async function makeNetwork(
  plan: NetworkPlan,
  { binaries, batchTimeout = '50ms' }: HostsOptions,
): Promise<void> {
  await writeKeyMaterial(plan);
  const configuration = channelConfiguration(plan, batchTimeout);
  await writeFile(
    join(plan.folder, 'configtx.yaml'),
    stringify(configuration, { aliasDuplicateObjects: false }),
  );
  await createGenesis(plan, binaries);
}

async function writeParts(made: NetworkPlan, folder: string, options: HostsOptions): Promise<void> {
  const { topology, chaincodePath, installedAt } = options;
  const ports = numberHostPorts(topology);
  const digest = await digestFolder(chaincodePath);
  const chaincode = await packChaincodeService({ label: topology.chaincode.label, digest, slot: 0 });
  const shim = await findShim(chaincodePath);
  for (const { name } of listHosts(made)) {
    const installed = planNetwork(topology, installedAt.replaceAll('{host}', name), ports);
    const [host] = listHosts(installed).filter((each) => each.name === name);
    if (host !== undefined) {
      const common = { made, installed, host, chaincodePath, packageId: chaincode.id, shim };
      await writeHostFolder({ ...common, folder: join(folder, 'hosts', name) });
    }
  }
  for (const organisation of made.organisations) {
    const { name } = organisation.organisation;
    await writeAdministratorFolder(made, organisation, chaincode, join(folder, 'administrators', name));
    const authorities = join(folder, 'authorities', name);
    await cp(join(organisation.folder, 'authorities'), authorities, { recursive: true });
  }
  await writeFile(join(folder, 'README.md'), formatOverview(listHosts(made), made.organisations));
}

/**
 * Makes a network for several machines: a folder for each host with its own nodes' keys, configuration and services, one
 * for each organisation's administrator, and one with each organisation's authorities. The folder appears complete or
 * not at all.
 * @throws QuanchengError TOPOLOGY_INVALID, CHAINCODE_INVALID, BACKUP_TARGET_OCCUPIED, FABRIC_PROGRAM_FAILED
 */
export async function writeHosts(options: HostsOptions): Promise<readonly string[]> {
  const target = resolve(options.to);
  if (existsSync(target) && (await readdir(target)).length > 0) {
    throw new QuanchengError('BACKUP_TARGET_OCCUPIED', `${target} is not empty`);
  }
  const ports = numberHostPorts(options.topology);
  const unfinished = `${target}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  const made = planNetwork(options.topology, join(unfinished, 'all'), ports);
  await makeNetwork(made, options);
  await writeParts(made, unfinished, options);
  await rm(made.folder, { recursive: true });
  await rm(target, { recursive: true, force: true });
  await rename(unfinished, target);
  return listHosts(made).map(({ name }) => name);
}
