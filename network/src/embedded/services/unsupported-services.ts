import { type Server, type ServiceDefinition, status } from '@grpc/grpc-js';
import { discovery, peer } from '@hyperledger/fabric-protos';
import { embeddedSupports } from '../supports.js';
import { unary } from './call-adapters.js';
import { newStatusError } from './status-error.js';

/** Makes calls to what a peer would serve, and this node does not, fail with a sentence that says so. */
export function addUnsupportedServices(server: Server): void {
  refuse(server, discovery.DiscoveryService, embeddedSupports.discovery.sentence);
  refuse(server, peer.SnapshotService, embeddedSupports.ledgerSnapshots.sentence);
}

function refuse(server: Server, service: ServiceDefinition, sentence: string): void {
  const handler = unary(() => {
    throw newStatusError(status.UNIMPLEMENTED, sentence);
  });
  server.addService(service, Object.fromEntries(Object.keys(service).map((name) => [name, handler])));
}
