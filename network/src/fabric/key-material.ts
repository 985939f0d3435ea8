import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeyedCertificate } from '../msp/certificate-authority.js';
import { issueClientCertificate, issueIdentity, issueServerCertificate } from '../msp/identity.js';
import { writeMsp } from '../msp/msp-folder.js';
import { newSelfSignedClientCertificate } from '../msp/self-signed-certificate.js';
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

async function writeNode(
  node: NodePlan,
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

async function writeUsers(plan: OrganisationPlan, authorities: OrganisationAuthorities): Promise<void> {
  const administrator = await issueIdentity(authorities, { name: 'administrator', role: 'admin' });
  await writeMsp(plan.administrator, authorities, administrator);
  await writeTlsClient(plan.administrator, authorities, 'administrator');
  const { domain } = plan.organisation;
  const administration = { commonName: `administration.${domain}`, organisation: domain };
  await writeKeyed(
    join(plan.administrator, 'tls'),
    'administration',
    await newSelfSignedClientCertificate(administration),
  );
  const client = await issueIdentity(authorities, { name: 'client', role: 'client' });
  await writeMsp(plan.client, authorities, client);
  await writeTlsClient(plan.client, authorities, 'client');
}

/** Makes all keys and certificates of a planned network: authorities, nodes, one administrator and client each. */
export async function writeKeyMaterial(plan: NetworkPlan): Promise<void> {
  for (const organisation of plan.organisations) {
    const authorities = await newOrganisationAuthorities(organisation.organisation);
    const store = join(organisation.folder, 'authorities');
    await writeKeyed(store, 'signing', authorities.signing);
    await writeKeyed(store, 'tls', authorities.tls);
    await writeMsp(organisation.msp, authorities);
    await writeUsers(organisation, authorities);
    const isOwn = (node: NodePlan): boolean => node.organisation === organisation;
    await Promise.all([
      ...plan.peers.filter(isOwn).map((peer) => writeNode(peer, authorities, 'peer')),
      ...plan.orderers.filter(isOwn).map((orderer) => writeNode(orderer, authorities, 'orderer')),
    ]);
  }
}
