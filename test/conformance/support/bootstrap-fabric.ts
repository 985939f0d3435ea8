import type { FabricNetworkDescription } from '@quancheng/network';
import type { LedgerConnection } from '@quancheng/ledger';
import { bootstrapLedger, type BootstrappedLedger } from '../../gateway/support/ledger-world.js';

/** How a client of one organisation reaches its own peer; every organisation endorses its reads. */
export function connectionTo(
  { topology, gateways, clients, organisations }: FabricNetworkDescription,
  mspId: string = gateways[0]!.mspId,
): LedgerConnection {
  const gateway = gateways.find((each) => each.mspId === mspId)!;
  const client = clients.get(mspId)!;
  const [host] = gateway.address.split(':');
  return {
    endpoint: gateway.address,
    tlsRootCertificate: gateway.tlsRootCertificate,
    tlsClient: gateway.tlsClient,
    tlsServerName: host!,
    mspId,
    certificate: client.certificate,
    privateKey: client.privateKey,
    channel: topology.channel,
    chaincode: topology.chaincode.name,
    endorsingOrganisations: organisations.map((each) => each.mspId),
  };
}

/** Bootstraps the ledger of a network of real Fabric nodes. @param tickPeriod seconds */
export function bootstrapFabric(
  network: FabricNetworkDescription,
  tickPeriod = 2,
): Promise<BootstrappedLedger> {
  const operators = network.topology.organisations.map(({ mspId, operator }) => [mspId, operator] as const);
  return bootstrapLedger(connectionTo(network), operators, network.organisations, tickPeriod);
}
