import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { QuanchengError } from '@quancheng/protocol';
import { type KeyedCertificate } from '../../msp/certificate-authority.js';
import { issueServerCertificate } from '../../msp/identity.js';
import type { Topology } from '../../topology/topology.js';
import {
  type OrganisationMaterial,
  createOrganisation,
  readOrganisation,
} from '../identities/organisation-material.js';

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
 * Reads the node's keys and certificates, or makes them. The record is written last: what a crash left before it is
 * made again.
 * @throws QuanchengError EMBEDDED_TOPOLOGY_CHANGED
 */
export async function openMaterial(
  dataDirectory: string,
  topology: Topology,
  choosePorts: () => Promise<readonly number[]>,
): Promise<NodeMaterial> {
  const record =
    (await readRecord(dataDirectory)) ?? (await createMaterial(dataDirectory, topology, choosePorts));
  assertSameTopology(record, describe(topology, record.ports));
  const organisations = await Promise.all(
    topology.organisations.map((each) =>
      readOrganisation(organisationFolder(dataDirectory, each.name), each),
    ),
  );
  const read = (name: string) => readFile(join(dataDirectory, 'tls', name), 'utf8');
  const tls = { certificate: await read('server.pem'), privateKey: await read('server.key') };
  return { record, organisations, tls, tlsRootCertificate: await read('root.pem') };
}

async function createMaterial(
  dataDirectory: string,
  topology: Topology,
  choosePorts: () => Promise<readonly number[]>,
): Promise<NodeRecord> {
  await rm(join(dataDirectory, 'organisations'), { recursive: true, force: true });
  const directory = join(dataDirectory, 'tls');
  await mkdir(directory, { recursive: true, mode: 0o700 });
  for (const [index, organisation] of topology.organisations.entries()) {
    const folder = organisationFolder(dataDirectory, organisation.name);
    const authorities = await createOrganisation(folder, organisation);
    if (index === 0) {
      const server = await issueServerCertificate(authorities, 'node');
      await writeFile(join(directory, 'root.pem'), authorities.tls.certificate);
      await writeFile(join(directory, 'server.pem'), server.certificate);
      await writeFile(join(directory, 'server.key'), server.privateKey, { mode: 0o600 });
    }
  }
  const record = describe(topology, await choosePorts());
  const path = recordPath(dataDirectory);
  await writeFile(`${path}.new`, `${JSON.stringify(record, null, 2)}\n`);
  await rename(`${path}.new`, path);
  return record;
}

async function readRecord(dataDirectory: string): Promise<NodeRecord | undefined> {
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

function organisationFolder(dataDirectory: string, name: string): string {
  return join(dataDirectory, 'organisations', name);
}

function recordPath(dataDirectory: string): string {
  return join(dataDirectory, 'node.json');
}
