import { type EmbeddedNode, defaultTopology } from '@quancheng/network';
import type { ConformanceTarget } from '../transcript/target.js';

/** An embedded node with the default topology as the flows know a network. */
export function targetOf(node: EmbeddedNode): ConformanceTarget {
  const access = Object.values(node.organisations);
  return {
    topology: defaultTopology,
    gateways: access.map(({ name, mspId, peerEndpoint }) => ({
      name,
      mspId,
      address: peerEndpoint.replace('127.0.0.1', 'localhost'),
      tlsRootCertificate: node.tlsRootCertificate,
    })),
    clients: new Map(access.map(({ mspId, client }) => [mspId, client])),
    organisations: access.map(({ definition }) => definition),
  };
}
