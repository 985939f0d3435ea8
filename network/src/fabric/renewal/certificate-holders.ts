import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { administrationFiles, chaincodeFolder, tlsClientFiles, tlsFiles } from '../key-material.js';
import type { NetworkPlan, NodePlan, OrganisationPlan } from '../network-plan.js';

/** Somebody whose certificates end: an organisation's administrator or client, or a node. */
export interface CertificateHolder {
  /** A node's own id, or for example `administrator@notary`. */
  readonly id: string;
  readonly kind: 'administrator' | 'client' | 'peer' | 'orderer';
  readonly organisation: OrganisationPlan;
  readonly folder: string;
  /** Files of its certificates. */
  readonly certificates: readonly string[];
}

function users(organisation: OrganisationPlan): CertificateHolder[] {
  const { administrator, client } = organisation;
  const { name } = organisation.organisation;
  const own = (folder: string): string[] => [
    join(folder, 'signcerts', 'cert.pem'),
    tlsClientFiles(folder).certificate,
  ];
  const administration = administrationFiles(organisation).certificate;
  return [
    {
      id: `administrator@${name}`,
      kind: 'administrator',
      organisation,
      folder: administrator,
      certificates: [...own(administrator), administration],
    },
    { id: `client@${name}`, kind: 'client', organisation, folder: client, certificates: own(client) },
  ];
}

function node(plan: NodePlan, kind: 'peer' | 'orderer'): CertificateHolder {
  const { id, folder, organisation } = plan;
  const common = [join(folder, 'msp', 'signcerts', 'cert.pem'), tlsFiles(folder).certificate];
  const chaincode = [tlsClientFiles(folder).certificate, tlsFiles(chaincodeFolder(plan)).certificate];
  return {
    id,
    kind,
    organisation,
    folder,
    certificates: kind === 'peer' ? [...common, ...chaincode] : common,
  };
}

/**
 * All whose certificates can be renewed, organisation by organisation: first the administrator, whom the organisation's
 * nodes know by its certificate, then the client, the peers, and the orderers.
 */
export function certificateHolders({ organisations, peers, orderers }: NetworkPlan): CertificateHolder[] {
  return organisations.flatMap((organisation) => {
    const isOwn = (each: NodePlan): boolean => each.organisation === organisation;
    return [
      ...users(organisation),
      ...peers.filter(isOwn).map((each) => node(each, 'peer')),
      ...orderers.filter(isOwn).map((each) => node(each, 'orderer')),
    ];
  });
}

/** When the first of these certificates ends; null if none of the files is on this machine. */
export async function earliestEnd(certificates: readonly string[]): Promise<Date | null> {
  const texts = await Promise.all(certificates.map((file) => readFile(file, 'utf8').catch(() => null)));
  const ends = texts.flatMap((text) =>
    text === null ? [] : [Date.parse(new X509Certificate(text).validTo)],
  );
  return ends.length === 0 ? null : new Date(Math.min(...ends));
}
