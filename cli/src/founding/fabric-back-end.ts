import { readFabricNetwork } from '@quancheng/network';
import type { LedgerBackEnd } from './ledger-back-end.js';

/**
 * A Fabric network on this machine, by the data folder of `npm run network`, as a client of its first organisation.
 * Whether it runs shows at the first call.
 */
export async function openFabricBackEnd(dataDirectory: string): Promise<LedgerBackEnd> {
  const { topology, gateways, clients, organisations } = await readFabricNetwork(dataDirectory);
  const [peer, ...others] = gateways;
  const client = peer === undefined ? undefined : clients.get(peer.mspId);
  if (peer === undefined || client === undefined) throw new Error('the network has no peer');
  return {
    topology,
    connection: {
      endpoint: peer.address,
      tlsRootCertificate: peer.tlsRootCertificate,
      alternatives: others.map(({ address, tlsRootCertificate }) => ({
        endpoint: address,
        tlsRootCertificate,
      })),
      tlsClient: peer.tlsClient,
      mspId: client.mspId,
      certificate: client.certificate,
      privateKey: client.privateKey,
      channel: topology.channel,
      chaincode: topology.chaincode.name,
    },
    authorities: new Map(organisations.map((each) => [each.mspId, each.rootCertificates])),
    close: () => Promise.resolve(),
  };
}
