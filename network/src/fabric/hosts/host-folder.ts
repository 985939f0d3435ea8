import { copyFile, cp, mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { stringify } from 'yaml';
import { type Selection, copyTree } from '../backup/copy-tree.js';
import { ordererConfiguration } from '../configuration/orderer-configuration.js';
import { peerConfiguration } from '../configuration/peer-configuration.js';
import { administrationFiles, chaincodeFolder } from '../key-material.js';
import { chaincodeConnection } from '../lifecycle/chaincode-package.js';
import type { NetworkPlan, NodePlan, OrganisationPlan } from '../network-plan.js';
import { gatewayConfiguration } from './gateway-configuration.js';
import {
  chaincodeEnvironment,
  chaincodePackageFolder,
  chaincodeServiceFolder,
  fabricFolder,
  gatewayFolder,
  type Host,
} from './host-layout.js';
import { hostUnits } from './host-units.js';
import { formatHostReadme } from './readme.js';
import { formatUnit } from './systemd-unit.js';

export interface HostFolder {
  /** Where all keys lie. */
  readonly made: NetworkPlan;
  /** The same network as it lies on the host. */
  readonly installed: NetworkPlan;
  /** The host, of the installed plan. */
  readonly host: Host;
  /** The folder that is written. */
  readonly folder: string;
  readonly chaincodePath: string;
  readonly packageId: string;
  readonly shim: string;
}

async function write(file: string, text: string, mode: number): Promise<void> {
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, text, { mode });
}

const yaml = (contents: object): string => stringify(contents, { aliasDuplicateObjects: false });

/** Where something of the installed network is written now. */
function placed({ folder, installed }: HostFolder, path: string): string {
  return join(folder, relative(installed.folder, path));
}

/** Where something of the installed network was made. */
function original({ made, installed }: HostFolder, path: string): string {
  return join(made.folder, relative(installed.folder, path));
}

/** Copies so that whoever owns the place reaches it: the folders above it are open, it is not. */
async function copyInto(source: string, place: string, select: Selection): Promise<void> {
  await mkdir(join(place, '..'), { recursive: true });
  await copyTree(source, place, select);
}

async function copyParts(target: HostFolder, folder: string, parts: readonly string[]): Promise<void> {
  const isPart = (path: string): boolean => parts.includes(path.split('/')[0] ?? '');
  await copyInto(original(target, folder), placed(target, folder), isPart);
}

async function writeNodeFolder(target: HostFolder, node: NodePlan): Promise<void> {
  await copyParts(target, node.folder, ['msp', 'tls']);
  await mkdir(join(placed(target, node.folder), 'data'), { mode: 0o700 });
  // The certificate alone: whom the node's administration and operations ports admit.
  const { certificate } = administrationFiles(node.organisation);
  const place = placed(target, join(certificate, '..'));
  await mkdir(place, { recursive: true });
  await copyFile(original(target, certificate), placed(target, certificate));
}

async function writeOrderers(target: HostFolder): Promise<void> {
  for (const orderer of target.host.orderers) {
    await writeNodeFolder(target, orderer);
    const file = placed(target, join(orderer.folder, 'orderer.yaml'));
    await write(file, yaml(ordererConfiguration(orderer)), 0o644);
  }
}

async function writePeers(target: HostFolder): Promise<void> {
  const { host, installed, made } = target;
  for (const peer of host.peers) {
    await writeNodeFolder(target, peer);
    const builder = join(fabricFolder(installed), 'builders', 'ccaas');
    await write(
      placed(target, join(peer.folder, 'core.yaml')),
      yaml(peerConfiguration(peer, builder)),
      0o644,
    );
    const service = placed(target, chaincodeServiceFolder(peer));
    await copyInto(original(target, chaincodeFolder(peer)), service, () => true);
    const [source] = made.peers.filter(({ id }) => id === peer.id);
    const lines = Object.entries(source === undefined ? {} : chaincodeConnection(source)).map(
      // JSON holds no apostrophe that PEM or an address could bring in, so that nothing needs escaping.
      ([name, value]) => `${name}='${value}'\n`,
    );
    await write(placed(target, chaincodeEnvironment(peer)), lines.join(''), 0o600);
  }
  if (host.peers.length > 0) {
    const place = placed(target, chaincodePackageFolder(installed));
    await cp(target.chaincodePath, place, { recursive: true, verbatimSymlinks: true });
  }
}

async function writeGateway(target: HostFolder, organisation: OrganisationPlan): Promise<void> {
  await copyParts(target, organisation.client, ['signcerts', 'keystore', 'tls', 'tlscacerts']);
  const folder = placed(target, gatewayFolder(organisation));
  await mkdir(join(folder, 'data'), { recursive: true, mode: 0o700 });
  await write(
    join(folder, 'gateway.yaml'),
    yaml(gatewayConfiguration(target.installed, organisation)),
    0o644,
  );
}

/** Writes what one machine needs, and no other machine's keys. */
export async function writeHostFolder(target: HostFolder): Promise<void> {
  const { host, folder, installed, packageId, shim } = target;
  await mkdir(folder, { recursive: true });
  await writeOrderers(target);
  await writePeers(target);
  for (const organisation of host.gateways) {
    await writeGateway(target, organisation);
  }
  const units = hostUnits({ plan: installed, packageId, shim }, host);
  for (const unit of units) {
    await write(join(folder, 'systemd', `${unit.name}.service`), formatUnit(unit), 0o644);
  }
  await write(join(folder, 'README.md'), formatHostReadme(installed, host, units), 0o644);
}
