import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { QuanchengError } from '@quancheng/protocol';
import { type KeyedCertificate } from '../../msp/certificate-authority.js';
import { issueServerCertificate } from '../../msp/identity.js';
import type { Topology } from '../../topology/topology.js';
import { needsRenewal } from '../identities/needs-renewal.js';
import {
  type OrganisationMaterial,
  createOrganisation,
  readAuthorities,
  readOrganisation,
  renewOrganisation,
} from '../identities/organisation-material.js';
import { syncPath, syncTree } from './sync-tree.js';

/** What was decided when the data directory was created. */
export interface NodeRecord {
  readonly channel: string;
  readonly organisations: readonly { readonly name: string; readonly mspId: string }[];
  readonly orderers: readonly string[];
  /** One for each organisation's peer, in their order; the first is the Gateway's as well. */
  readonly ports: readonly number[];
}

export interface NodeMaterial {
  readonly record: NodeRecord;
  readonly organisations: readonly OrganisationMaterial[];
  readonly tls: KeyedCertificate;
  /** PEM of the authority that issued the TLS certificate. */
  readonly tlsRootCertificate: string;
}

/**
 * Reads the node's keys and certificates, or makes them for a ledger that has no blocks yet. The record is written
 * last: what a crash left before it is made again. Certificates that are about to end are renewed.
 * @throws QuanchengError EMBEDDED_TOPOLOGY_CHANGED, or EMBEDDED_LEDGER_DAMAGED if there are blocks without keys
 */
export async function openMaterial(
  dataDirectory: string,
  topology: Topology,
  height: number,
  choosePorts: () => Promise<readonly number[]>,
): Promise<NodeMaterial> {
  const stored = await readNodeRecord(dataDirectory);
  if (stored === undefined && height > 0) {
    throw new QuanchengError(
      'EMBEDDED_LEDGER_DAMAGED',
      `there are blocks, but ${recordPath(dataDirectory)} is missing`,
    );
  }
  const record = stored ?? (await createMaterial(dataDirectory, topology, choosePorts));
  assertSameTopology(record, describe(topology, record.ports));
  const organisations: OrganisationMaterial[] = [];
  for (const organisation of topology.organisations) {
    const folder = organisationFolder(dataDirectory, organisation.name);
    await renewOrganisation(folder, organisation);
    organisations.push(await readOrganisation(folder, organisation));
  }
  const tls = await openServerCertificate(dataDirectory, topology);
  return {
    record,
    organisations,
    tls,
    tlsRootCertificate: await readFile(tlsPath(dataDirectory, 'root.pem'), 'utf8'),
  };
}

async function createMaterial(
  dataDirectory: string,
  topology: Topology,
  choosePorts: () => Promise<readonly number[]>,
): Promise<NodeRecord> {
  await rm(join(dataDirectory, 'organisations'), { recursive: true, force: true });
  await mkdir(join(dataDirectory, 'tls'), { recursive: true, mode: 0o700 });
  for (const organisation of topology.organisations) {
    await createOrganisation(organisationFolder(dataDirectory, organisation.name), organisation);
  }
  await issueServer(dataDirectory, topology);
  await syncTree(join(dataDirectory, 'organisations'));
  await syncTree(join(dataDirectory, 'tls'));
  const record = describe(topology, await choosePorts());
  const path = recordPath(dataDirectory);
  await writeFile(`${path}.new`, `${JSON.stringify(record, null, 2)}\n`, { flush: true });
  await rename(`${path}.new`, path);
  await syncPath(dataDirectory);
  return record;
}

async function openServerCertificate(dataDirectory: string, topology: Topology): Promise<KeyedCertificate> {
  const read = async () => ({
    certificate: await readFile(tlsPath(dataDirectory, 'server.pem'), 'utf8'),
    privateKey: await readFile(tlsPath(dataDirectory, 'server.key'), 'utf8'),
  });
  const stored = await read();
  if (!needsRenewal(stored, Date.now())) {
    return stored;
  }
  await issueServer(dataDirectory, topology);
  return await read();
}

/** The first organisation's TLS authority issues the server's certificate, which names the peers of all. */
async function issueServer(dataDirectory: string, { organisations }: Topology): Promise<void> {
  const [first] = organisations;
  if (first === undefined) {
    throw new QuanchengError('TOPOLOGY_INVALID', 'organisations: must not be empty');
  }
  const authorities = await readAuthorities(organisationFolder(dataDirectory, first.name), first);
  const peers = organisations.flatMap(({ domain, peers }) => peers.map(({ name }) => `${name}.${domain}`));
  const server = await issueServerCertificate(authorities, 'node', peers);
  await writeFile(tlsPath(dataDirectory, 'root.pem'), authorities.tls.certificate);
  await writeFile(tlsPath(dataDirectory, 'server.pem'), server.certificate);
  await writeFile(tlsPath(dataDirectory, 'server.key'), server.privateKey, { mode: 0o600 });
}

/** What a data directory was created for; undefined if it was not, or not to the end. */
export async function readNodeRecord(dataDirectory: string): Promise<NodeRecord | undefined> {
  try {
    return JSON.parse(await readFile(recordPath(dataDirectory), 'utf8')) as NodeRecord;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

function describe({ channel, organisations, orderers }: Topology, ports: readonly number[]): NodeRecord {
  return {
    channel,
    organisations: organisations.map(({ name, mspId }) => ({ name, mspId })),
    orderers: orderers.map(({ organisation }) => organisation),
    ports,
  };
}

function assertSameTopology(created: NodeRecord, given: NodeRecord): void {
  const stored = JSON.stringify(created);
  if (stored !== JSON.stringify(given)) {
    throw new QuanchengError('EMBEDDED_TOPOLOGY_CHANGED', `the data directory was created for ${stored}`);
  }
}

function tlsPath(dataDirectory: string, name: string): string {
  return join(dataDirectory, 'tls', name);
}

function organisationFolder(dataDirectory: string, name: string): string {
  return join(dataDirectory, 'organisations', name);
}

function recordPath(dataDirectory: string): string {
  return join(dataDirectory, 'node.json');
}
