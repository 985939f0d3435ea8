import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeyedCertificate } from '../msp/certificate-authority.js';
import { issueIdentity, issueServerCertificate } from '../msp/identity.js';
import { writeMsp } from '../msp/msp-folder.js';
import type { NodeRole } from '../msp/node-role.js';
import { type OrganisationAuthorities, newOrganisationAuthorities } from '../msp/organisation-authorities.js';
import type { NetworkPlan, NodePlan, OrganisationPlan } from './network-plan.js';

/** Where a node or user has its TLS files, given its folder. */
export function tlsFiles(folder: string): { certificate: string; privateKey: string; authority: string } {
  const tls = join(folder, 'tls');
  return {
    certificate: join(tls, 'server.crt'),
    privateKey: join(tls, 'server.key'),
    authority: join(tls, 'ca.crt'),
  };
}

async function writeKeyed(folder: string, name: string, keyed: KeyedCertificate): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.crt`), keyed.certificate);
  await writeFile(join(folder, `${name}.key`), keyed.privateKey, { mode: 0o600 });
}

async function writeTls(folder: string, authorities: OrganisationAuthorities, name: string): Promise<void> {
  await writeKeyed(join(folder, 'tls'), 'server', await issueServerCertificate(authorities, name));
  await writeFile(tlsFiles(folder).authority, authorities.tls.certificate);
}

async function writeNode(
  node: NodePlan,
  authorities: OrganisationAuthorities,
  role: NodeRole,
): Promise<void> {
  const identity = await issueIdentity(authorities, { name: node.name, role });
  await writeMsp(join(node.folder, 'msp'), authorities, identity);
  await writeTls(node.folder, authorities, node.name);
}

async function writeUsers(plan: OrganisationPlan, authorities: OrganisationAuthorities): Promise<void> {
  const administrator = await issueIdentity(authorities, { name: 'administrator', role: 'admin' });
  await writeMsp(plan.administrator, authorities, administrator);
  await writeTls(plan.administrator, authorities, 'administrator');
  const client = await issueIdentity(authorities, { name: 'client', role: 'client' });
  await writeMsp(plan.client, authorities, client);
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
