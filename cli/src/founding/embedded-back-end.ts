import { QuanchengContract } from '@quancheng/chaincode';
import { openEmbeddedNode } from '@quancheng/network';
import type { LedgerBackEnd } from './ledger-back-end.js';
import { singleOperatorTopology as topology } from './single-operator-topology.js';

/** The embedded node, as a client of its first organisation. @throws EMBEDDED_NODE_LOCKED, EMBEDDED_LEDGER_DAMAGED */
export async function openEmbeddedBackEnd(dataDirectory: string): Promise<LedgerBackEnd> {
  const node = await openEmbeddedNode({
    dataDirectory,
    topology,
    chaincode: { contracts: () => [QuanchengContract] },
  });
  const organisations = Object.values(node.organisations);
  const [first] = organisations;
  if (first === undefined) throw new Error('the node has no organisation');
  const { mspId, certificate, privateKey } = first.client;
  return {
    topology,
    connection: {
      endpoint: node.endpoint,
      tlsRootCertificate: node.tlsRootCertificate,
      tlsServerName: node.tlsServerName,
      mspId,
      certificate,
      privateKey,
      channel: node.channel,
      chaincode: node.chaincode.name,
      // The policy would be content with one of them: the operator is the same.
      endorsingOrganisations: organisations.map((each) => each.mspId),
    },
    authorities: new Map(organisations.map((each) => [each.mspId, each.definition.rootCertificates])),
    close: () => node.close(),
  };
}
