import '../chaincode/support/quiet-shim.js';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contracts } from '@quancheng/chaincode';
import { defaultTopology, openEmbeddedNode } from '@quancheng/network';
import { testContract, type ContractTarget } from './support/contract-suite.js';

describe('contract quancheng on the embedded node', function () {
  this.timeout(60_000);
  testContract({ open });
});

async function open(): Promise<ContractTarget> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'quancheng-contract-'));
  const topology = defaultTopology;
  const node = await openEmbeddedNode({
    dataDirectory,
    topology,
    chaincode: { contracts: () => [...contracts] },
  });
  const accesses = Object.values(node.organisations);
  return {
    topology,
    gateways: accesses.map(({ name, mspId, peerEndpoint }) => ({
      name,
      mspId,
      // The certificate names the host, and clients ask for names, not addresses.
      address: peerEndpoint.replace('127.0.0.1', 'localhost'),
      tlsRootCertificate: node.tlsRootCertificate,
    })),
    clients: new Map(accesses.map(({ mspId, client }) => [mspId, client])),
    organisations: accesses.map(({ definition }) => definition),
    close: async () => {
      await node.close();
      await rm(dataDirectory, { recursive: true });
    },
  };
}
