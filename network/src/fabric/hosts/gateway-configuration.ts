import { join } from 'node:path';
import { tlsClientFiles } from '../key-material.js';
import type { NetworkPlan, OrganisationPlan } from '../network-plan.js';

/**
 * What `quancheng gateway start --config` reads: an organisation's gateway before its own first peer, as a plain client.
 * The trust root and the log's key are put beside it when the ledger has been founded.
 */
export function gatewayConfiguration(
  { topology, peers }: NetworkPlan,
  organisation: OrganisationPlan,
): object {
  const peer = peers.find((each) => each.organisation === organisation);
  const { mspId, name, domain } = organisation.organisation;
  if (peer === undefined) {
    throw new Error(`${name} has no peer`);
  }
  const tls = tlsClientFiles(organisation.client);
  return {
    endpoint: `${peer.host}:${peer.port}`,
    tlsRootCertificate: join(organisation.client, 'tlscacerts', 'ca.pem'),
    tlsServerName: `${peer.name}.${domain}`,
    tlsCertificate: tls.certificate,
    tlsPrivateKey: tls.privateKey,
    mspId,
    certificate: join(organisation.client, 'signcerts', 'cert.pem'),
    privateKey: join(organisation.client, 'keystore', 'key.pem'),
    channel: topology.channel,
    chaincode: topology.chaincode.name,
    trustRoot: 'trust-root.json',
    origin: `log.${domain}/1`,
    logKey: 'evidence-log.json',
    directory: 'data',
    host: '127.0.0.1',
    port: 8080,
  };
}
