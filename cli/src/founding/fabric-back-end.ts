import type { LedgerConnection } from '@quancheng/ledger';
import { readFabricNetwork } from '@quancheng/network';
import { QuanchengError } from '@quancheng/protocol';
import type { LedgerBackEnd } from './ledger-back-end.js';

/**
 * A Fabric network on this machine, by the data folder of `npm run network`, as a client of its first organisation.
 * Whether it runs shows at the first call.
 */
export async function openFabricBackEnd(dataDirectory: string): Promise<LedgerBackEnd> {
  const { topology, organisations } = await readFabricNetwork(dataDirectory);
  return {
    topology,
    connection: await fabricConnection(dataDirectory),
    authorities: new Map(organisations.map((each) => [each.mspId, each.rootCertificates])),
    close: () => Promise.resolve(),
  };
}

/**
 * How a client of one organisation reaches such a network: its own peer first, then the others.
 * @param mspId whose client; absent: the first one's
 * @throws OPTION_INVALID if no organisation of the network has this id; NETWORK_UNAVAILABLE
 */
export async function fabricConnection(dataDirectory: string, mspId?: string): Promise<LedgerConnection> {
  const { topology, gateways, clients } = await readFabricNetwork(dataDirectory);
  const peer = gateways.find((each) => mspId === undefined || each.mspId === mspId);
  const client = peer === undefined ? undefined : clients.get(peer.mspId);
  if (peer === undefined || client === undefined)
    throw new QuanchengError('OPTION_INVALID', `the network has no peer of ${mspId ?? 'any organisation'}`);
  return {
    endpoint: peer.address,
    tlsRootCertificate: peer.tlsRootCertificate,
    alternatives: gateways
      .filter((each) => each !== peer)
      .map(({ address, tlsRootCertificate }) => ({ endpoint: address, tlsRootCertificate })),
    tlsClient: peer.tlsClient,
    mspId: client.mspId,
    certificate: client.certificate,
    privateKey: client.privateKey,
    channel: topology.channel,
    chaincode: topology.chaincode.name,
  };
}
