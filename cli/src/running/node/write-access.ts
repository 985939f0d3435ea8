import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeUtf8 } from '@quancheng/protocol';
import { type EmbeddedNode, type Organisation, type Topology, writeMsp } from '@quancheng/network';
import { replaceFile } from '@quancheng/sdk/node';
import { newConnectionProfile } from './connection-profile.js';

/** Where applications find what they need. */
export interface WrittenAccess {
  readonly profile: string;
  readonly identities: string;
}

/**
 * Writes the connection profile, and for each organisation the folders that cryptogen makes and that Fabric's samples
 * expect. Written at every start, because ports and certificates may have changed; the profile last.
 */
export async function writeAccess(
  folder: string,
  node: EmbeddedNode,
  topology: Topology,
): Promise<WrittenAccess> {
  const identities = join(folder, 'organizations');
  for (const organisation of topology.organisations) {
    await writeOrganisation(join(identities, 'peerOrganizations', organisation.domain), node, organisation);
  }
  const profile = join(folder, 'connection.json');
  const content = newConnectionProfile(node, topology, identities);
  await replaceFile(profile, encodeUtf8(`${JSON.stringify(content, null, 2)}\n`));
  return { profile, identities };
}

async function writeOrganisation(
  folder: string,
  node: EmbeddedNode,
  { name, domain, peers }: Organisation,
): Promise<void> {
  const access = node.organisations[name];
  if (access === undefined) throw new Error(`the node has no organisation ${name}`);
  const { rootCertificates, tlsRootCertificates } = access.definition;
  const authorities = {
    signing: { certificate: rootCertificates.join('') },
    tls: { certificate: tlsRootCertificates.join('') },
  };
  await writeMsp(join(folder, 'msp'), authorities);
  await writeMsp(join(folder, 'users', `User1@${domain}`, 'msp'), authorities, access.client);
  await writeMsp(join(folder, 'users', `Admin@${domain}`, 'msp'), authorities, access.admin);
  for (const peer of peers) {
    const tls = join(folder, 'peers', `${peer.name}.${domain}`, 'tls');
    await mkdir(tls, { recursive: true });
    await writeFile(join(tls, 'ca.crt'), node.tlsRootCertificate);
  }
}
