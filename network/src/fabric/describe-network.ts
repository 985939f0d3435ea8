import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Identity } from '../msp/identity.js';
import type { MspDefinition } from '../msp/msp-definition.js';
import { readIdentity } from '../msp/msp-folder.js';
import type { FabricNetworkDescription, GatewayEndpoint } from './fabric-network.js';
import { tlsClientFiles, tlsFiles } from './key-material.js';
import { type NetworkPlan, type NodePlan, type OrganisationPlan, thisMachine } from './network-plan.js';

async function endpoint(node: NodePlan): Promise<GatewayEndpoint> {
  const { certificate, privateKey } = tlsClientFiles(node.organisation.client);
  return {
    name: node.id,
    mspId: node.organisation.organisation.mspId,
    address: `${node.host === thisMachine ? 'localhost' : node.host}:${node.port}`,
    tlsRootCertificate: await readFile(tlsFiles(node.folder).authority, 'utf8'),
    tlsClient: {
      certificate: await readFile(certificate, 'utf8'),
      privateKey: await readFile(privateKey, 'utf8'),
    },
  };
}

async function definition({ organisation, msp }: OrganisationPlan): Promise<MspDefinition> {
  return {
    mspId: organisation.mspId,
    rootCertificates: [await readFile(join(msp, 'cacerts', 'ca.pem'), 'utf8')],
    intermediateCertificates: [],
    tlsRootCertificates: [await readFile(join(msp, 'tlscacerts', 'ca.pem'), 'utf8')],
  };
}

async function identities(
  plan: NetworkPlan,
  folder: (organisation: OrganisationPlan) => string,
): Promise<Map<string, Identity>> {
  const entries = plan.organisations.map(async (each) => {
    const { mspId } = each.organisation;
    return [mspId, await readIdentity(folder(each), mspId)] as const;
  });
  return new Map(await Promise.all(entries));
}

/** Reads from the data folder what clients of a network need to know, whether it runs or not. */
export async function describeNetwork(plan: NetworkPlan): Promise<FabricNetworkDescription> {
  return {
    topology: plan.topology,
    gateways: await Promise.all(plan.peers.map(endpoint)),
    orderers: await Promise.all(plan.orderers.map(endpoint)),
    clients: await identities(plan, ({ client }) => client),
    administrators: await identities(plan, ({ administrator }) => administrator),
    organisations: await Promise.all(plan.organisations.map(definition)),
  };
}
