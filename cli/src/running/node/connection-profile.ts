import type { EmbeddedNode, Organisation, Topology } from '@quancheng/network';

/** How to reach a node of the network. */
interface ProfileNode {
  readonly url: string;
  readonly tlsCACerts: { readonly pem: string };
  readonly grpcOptions: { readonly 'ssl-target-name-override': string; readonly hostnameOverride: string };
}

/**
 * A connection profile as Fabric's SDKs define it (hyperledger-fabric.readthedocs.io, developapps/connectionprofile).
 * `cryptoPath`, relative to `client.cryptoconfig.path`, is where the Go SDK looks for a user's MSP folder.
 */
export function newConnectionProfile(node: EmbeddedNode, topology: Topology, identities: string): object {
  const { organisations, orderers, channel } = topology;
  const peers = Object.fromEntries(organisations.map((each) => [peerName(each), peerNode(node, each)]));
  const orderer = profileNode(node, node.endpoint, node.tlsServerName);
  const ordererNames = orderers.map(
    ({ name, organisation }) => `${name}.${organisations.find((each) => each.name === organisation)?.domain}`,
  );
  return {
    name: `${channel}-network`,
    version: '1.0.0',
    client: { organization: organisations[0]?.name, cryptoconfig: { path: identities } },
    channels: { [channel]: { orderers: ordererNames, peers: mapValues(peers, () => allRoles) } },
    organizations: Object.fromEntries(organisations.map((each) => [each.name, profileOrganisation(each)])),
    orderers: Object.fromEntries(ordererNames.map((name) => [name, orderer])),
    peers,
  };
}

const allRoles = { endorsingPeer: true, chaincodeQuery: true, ledgerQuery: true, eventSource: true };

function profileOrganisation(organisation: Organisation): object {
  const { mspId, domain } = organisation;
  return {
    mspid: mspId,
    peers: [peerName(organisation)],
    cryptoPath: `peerOrganizations/${domain}/users/{username}@${domain}/msp`,
  };
}

function peerNode(node: EmbeddedNode, organisation: Organisation): ProfileNode {
  const address = node.organisations[organisation.name]?.peerEndpoint ?? node.endpoint;
  return profileNode(node, address, peerName(organisation));
}

function profileNode(node: EmbeddedNode, address: string, name: string): ProfileNode {
  return {
    url: `grpcs://${address}`,
    tlsCACerts: { pem: node.tlsRootCertificate },
    grpcOptions: { 'ssl-target-name-override': name, hostnameOverride: name },
  };
}

/** The node answers for one peer of each organisation. */
function peerName({ domain, peers: [peer] }: Organisation): string {
  return `${peer?.name ?? 'peer0'}.${domain}`;
}

function mapValues<T, U>(values: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));
}
