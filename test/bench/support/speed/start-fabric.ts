import { join } from 'node:path';
import { type FabricBinaries, startFabricNetwork, type Topology } from '@quancheng/network';
import type { BackEnd } from './back-end.js';

/** A network of real Fabric nodes on this machine; clients speak to the first organisation's peer. */
export async function startFabric(
  folder: string,
  topology: Topology,
  chaincodePath: string,
  binaries: FabricBinaries,
  batchTimeout: string,
): Promise<BackEnd> {
  const network = await startFabricNetwork({
    topology,
    dataDirectory: join(folder, `fabric-${batchTimeout}`),
    chaincodePath,
    binaries,
    batchTimeout,
  });
  const [first] = network.gateways;
  const client = first && network.clients.get(first.mspId);
  if (first === undefined || client === undefined) throw new Error('the network has no peer');
  return {
    name: 'Fabric',
    endpoint: first.address,
    tlsRootCertificate: first.tlsRootCertificate,
    tlsClient: first.tlsClient,
    identity: { mspId: first.mspId, certificate: client.certificate, privateKey: client.privateKey },
    channel: topology.channel,
    chaincode: topology.chaincode.name,
    processes: () => network.processes.map(({ pid }) => pid),
    stop: () => network.down(),
  };
}
