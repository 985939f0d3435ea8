import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CertificateAuthority,
  type KeyedCertificate,
  openCertificateAuthority,
} from '../msp/certificate-authority.js';
import { issueClientCertificate, issueIdentity, issueServerCertificate } from '../msp/identity.js';
import { writeMsp } from '../msp/msp-folder.js';
import { newSelfSignedClientCertificate } from '../msp/self-signed-client.js';
import type { NodeRole } from '../msp/node-role.js';
import { type OrganisationAuthorities, newOrganisationAuthorities } from '../msp/organisation-authorities.js';
import type { NetworkPlan, NodePlan, OrganisationPlan } from './network-plan.js';

/** Where a node has its TLS files, given its folder. */
export function tlsFiles(folder: string): { certificate: string; privateKey: string; authority: string } {
  const tls = join(folder, 'tls');
  return {
    certificate: join(tls, 'server.crt'),
    privateKey: join(tls, 'server.key'),
    authority: join(tls, 'ca.crt'),
  };
}

/** Where a user, or a node towards its chaincode, has its TLS client certificate, given its folder. */
export function tlsClientFiles(folder: string): { certificate: string; privateKey: string } {
  const tls = join(folder, 'tls');
  return { certificate: join(tls, 'client.crt'), privateKey: join(tls, 'client.key') };
}

/** Where an administrator has the certificate that alone opens administration and operations ports of nodes. */
export function administrationFiles({ administrator }: Pick<OrganisationPlan, 'administrator'>): {
  certificate: string;
  privateKey: string;
} {
  const tls = join(administrator, 'tls');
  return { certificate: join(tls, 'administration.crt'), privateKey: join(tls, 'administration.key') };
}

/** Folder of the TLS files with which a peer's chaincode serves. */
export function chaincodeFolder({ folder }: Pick<NodePlan, 'folder'>): string {
  return join(folder, 'chaincode');
}

async function writeKeyed(folder: string, name: string, keyed: KeyedCertificate): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.crt`), keyed.certificate);
  await writeFile(join(folder, `${name}.key`), keyed.privateKey, { mode: 0o600 });
}

async function writeTls(
  folder: string,
  authorities: OrganisationAuthorities,
  name: string,
  hosts: readonly string[] = [],
): Promise<void> {
  await writeKeyed(join(folder, 'tls'), 'server', await issueServerCertificate(authorities, name, hosts));
  await writeFile(tlsFiles(folder).authority, authorities.tls.certificate);
}

async function writeTlsClient(
  folder: string,
  authorities: OrganisationAuthorities,
  name: string,
): Promise<void> {
  await writeKeyed(join(folder, 'tls'), 'client', await issueClientCertificate(authorities, name));
}

/** Makes the keys and certificates of a node in its folder. */
export async function writeNode(
  node: Pick<NodePlan, 'folder' | 'name' | 'host'>,
  authorities: OrganisationAuthorities,
  role: NodeRole,
): Promise<void> {
  const identity = await issueIdentity(authorities, { name: node.name, role });
  await writeMsp(join(node.folder, 'msp'), authorities, identity);
  await writeTls(node.folder, authorities, node.name, [node.host]);
  if (role === 'peer') {
    await writeTlsClient(node.folder, authorities, `${node.name}-chaincode-client`);
    await writeTls(chaincodeFolder(node), authorities, `${node.name}-chaincode`);
  }
}

/** Makes the keys and certificates of an organisation's administrator in a folder. */
export async function writeAdministrator(
  folder: string,
  authorities: OrganisationAuthorities,
): Promise<void> {
  const administrator = await issueIdentity(authorities, { name: 'administrator', role: 'admin' });
  await writeMsp(folder, authorities, administrator);
  await writeTlsClient(folder, authorities, 'administrator');
  const { domain } = authorities.organisation;
  const administration = { commonName: `administration.${domain}`, organisation: domain };
  await writeKeyed(
    join(folder, 'tls'),
    'administration',
    await newSelfSignedClientCertificate(administration),
  );
}

/** Makes the keys and certificates of the client that gateways use, in a folder. */
export async function writeClient(folder: string, authorities: OrganisationAuthorities): Promise<void> {
  const client = await issueIdentity(authorities, { name: 'client', role: 'client' });
  await writeMsp(folder, authorities, client);
  await writeTlsClient(folder, authorities, 'client');
}

/** Makes all keys and certificates of one planned organisation. */
export async function writeOrganisation(plan: NetworkPlan, organisation: OrganisationPlan): Promise<void> {
  const authorities = await newOrganisationAuthorities(organisation.organisation);
  const store = join(organisation.folder, 'authorities');
  await writeKeyed(store, 'signing', authorities.signing);
  await writeKeyed(store, 'tls', authorities.tls);
  await writeMsp(organisation.msp, authorities);
  await writeAdministrator(organisation.administrator, authorities);
  await writeClient(organisation.client, authorities);
  const isOwn = (node: NodePlan): boolean => node.organisation.folder === organisation.folder;
  await Promise.all([
    ...plan.peers.filter(isOwn).map((peer) => writeNode(peer, authorities, 'peer')),
    ...plan.orderers.filter(isOwn).map((orderer) => writeNode(orderer, authorities, 'orderer')),
  ]);
}

/** Makes all keys and certificates of a planned network: authorities, nodes, one administrator and client each. */
export async function writeKeyMaterial(plan: NetworkPlan): Promise<void> {
  for (const organisation of plan.organisations) {
    await writeOrganisation(plan, organisation);
  }
}

/** Takes up the authorities of an organisation, to issue further certificates. */
export async function openAuthorities({
  organisation,
  folder,
}: OrganisationPlan): Promise<OrganisationAuthorities> {
  const open = async (name: string): Promise<CertificateAuthority> => {
    const read = async (suffix: string): Promise<string> =>
      await readFile(join(folder, 'authorities', `${name}.${suffix}`), 'utf8');
    return await openCertificateAuthority({ certificate: await read('crt'), privateKey: await read('key') });
  };
  return { organisation, signing: await open('signing'), tls: await open('tls') };
}
