import { gateway, orderer, peer } from '@hyperledger/fabric-protos';
import type { KeyedCertificate } from '../../msp/certificate-authority.js';
import type { EmbeddedChannel } from '../node/embedded-channel.js';
import { newAtomicBroadcastService } from './atomic-broadcast-service.js';
import { newDeliverService } from './deliver-service.js';
import { newEndorserService } from './endorser-service.js';
import { newGatewayService } from './gateway-service.js';
import { addUnsupportedServices } from './unsupported-services.js';
import { listen, newGrpcServer, stopServer } from './grpc-server.js';

/** How long open calls may take to end when the node closes. */
const closingGraceMs = 1000;

/**
 * Serves the channel on one port for each organisation. The ports differ only in whose peer simulates and endorses
 * there, because `peer --peerAddresses` names organisations by address. Returns how to stop.
 */
export async function startServers(
  channel: EmbeddedChannel,
  host: string,
  ports: readonly number[],
  tls: KeyedCertificate,
): Promise<() => Promise<void>> {
  const servers = channel.peers.map((self) => {
    const server = newGrpcServer();
    server.addService(gateway.GatewayService, newGatewayService(channel, self));
    server.addService(peer.EndorserService, newEndorserService(channel, self));
    server.addService(peer.DeliverService, newDeliverService(channel));
    server.addService(orderer.AtomicBroadcastService, newAtomicBroadcastService(channel));
    addUnsupportedServices(server);
    return server;
  });
  const stop = async (): Promise<void> => {
    await Promise.all(servers.map((server) => stopServer(server, closingGraceMs)));
  };
  try {
    await Promise.all(servers.map((server, index) => listen(server, host, ports[index] ?? 0, tls)));
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
