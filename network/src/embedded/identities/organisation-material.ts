import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openCertificateAuthority } from '../../msp/certificate-authority.js';
import { type Identity, issueIdentity } from '../../msp/identity.js';
import type { MspDefinition } from '../../msp/msp-definition.js';
import { readIdentity, writeMsp } from '../../msp/msp-folder.js';
import {
  type OrganisationAuthorities,
  newOrganisationAuthorities,
} from '../../msp/organisation-authorities.js';
import type { Organisation } from '../../topology/topology.js';
import { needsRenewal } from './needs-renewal.js';

/** The identities of one organisation that the node holds. */
export interface OrganisationMaterial {
  readonly organisation: Organisation;
  readonly definition: MspDefinition;
  readonly peer: Identity;
  readonly orderer: Identity;
  readonly client: Identity;
  readonly admin: Identity;
}

type Holder = 'peer' | 'orderer' | 'client' | 'admin';

const folders: Readonly<Record<Holder, string>> = {
  peer: 'peers/peer0/msp',
  orderer: 'orderers/orderer0/msp',
  client: 'users/client/msp',
  admin: 'users/admin/msp',
};
const names: Readonly<Record<Holder, string>> = {
  peer: 'peer0',
  orderer: 'orderer0',
  client: 'client',
  admin: 'admin',
};
const holders: readonly Holder[] = ['peer', 'orderer', 'client', 'admin'];

/** Makes an organisation's authorities and identities and writes them as Fabric's MSP folders. */
export async function createOrganisation(
  folder: string,
  organisation: Organisation,
): Promise<OrganisationAuthorities> {
  const authorities = await newOrganisationAuthorities(organisation);
  await writeAuthorities(folder, authorities);
  await writeMsp(join(folder, 'msp'), authorities);
  for (const holder of holders) {
    const identity = await issueIdentity(authorities, { name: names[holder], role: holder });
    await writeMsp(join(folder, folders[holder]), authorities, identity);
  }
  return authorities;
}

/**
 * Issues certificates anew that are about to end. Not the orderer's: the channel's configuration names it by its
 * certificate, and nobody checks the expiry of block signers.
 */
export async function renewOrganisation(folder: string, organisation: Organisation): Promise<void> {
  for (const holder of ['peer', 'client', 'admin'] as const) {
    const identity = await readIdentity(join(folder, folders[holder]), organisation.mspId);
    if (needsRenewal(identity, Date.now())) {
      const authorities = await readAuthorities(folder, organisation);
      const renewed = await issueIdentity(authorities, { name: names[holder], role: holder });
      await writeMsp(join(folder, folders[holder]), authorities, renewed);
    }
  }
}

/** @throws QuanchengError MSP_INVALID if a folder is incomplete. */
export async function readOrganisation(
  folder: string,
  organisation: Organisation,
): Promise<OrganisationMaterial> {
  const identity = (holder: Holder) => readIdentity(join(folder, folders[holder]), organisation.mspId);
  const [peer, orderer, client, admin] = await Promise.all([
    identity('peer'),
    identity('orderer'),
    identity('client'),
    identity('admin'),
  ]);
  const definition: MspDefinition = {
    mspId: organisation.mspId,
    rootCertificates: [await readFile(join(folder, 'authorities/signing.pem'), 'utf8')],
    intermediateCertificates: [],
    tlsRootCertificates: [await readFile(join(folder, 'authorities/tls.pem'), 'utf8')],
  };
  return { organisation, definition, peer, orderer, client, admin };
}

export async function readAuthorities(
  folder: string,
  organisation: Organisation,
): Promise<OrganisationAuthorities> {
  const open = async (name: string) => {
    const read = (suffix: string) => readFile(join(folder, 'authorities', `${name}.${suffix}`), 'utf8');
    return await openCertificateAuthority({ certificate: await read('pem'), privateKey: await read('key') });
  };
  return { organisation, signing: await open('signing'), tls: await open('tls') };
}

/** The authorities' keys are kept so that further identities can be issued; only the owner may read them. */
async function writeAuthorities(folder: string, { signing, tls }: OrganisationAuthorities): Promise<void> {
  const directory = join(folder, 'authorities');
  await mkdir(directory, { recursive: true, mode: 0o700 });
  for (const [name, authority] of Object.entries({ signing, tls })) {
    await writeFile(join(directory, `${name}.pem`), authority.certificate);
    await writeFile(join(directory, `${name}.key`), authority.privateKey, { mode: 0o600 });
  }
}
