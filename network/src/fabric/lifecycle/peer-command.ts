import { tlsClientFiles, tlsFiles } from '../key-material.js';
import type { FabricBinaries } from '../fabric-binaries.js';
import type { NetworkPlan, OrdererPlan, OrganisationPlan, PeerPlan } from '../network-plan.js';
import { runProgram } from '../process/run-program.js';

/** Runs the `peer` command against a peer, as its organisation's administrator, and returns what it printed. */
export async function runPeerCommand(
  binaries: FabricBinaries,
  peer: PeerPlan,
  ...commandLine: readonly string[]
): Promise<string> {
  const { organisation } = peer;
  const administrator = tlsClientFiles(organisation.administrator);
  return await runProgram({
    name: `peer ${commandLine
      .filter((word) => !word.startsWith('-'))
      .slice(0, 3)
      .join(' ')} (${peer.id})`,
    command: binaries.peer,
    arguments: commandLine,
    folder: peer.folder,
    environment: {
      FABRIC_CFG_PATH: peer.folder,
      FABRIC_LOGGING_SPEC: 'error',
      CORE_PEER_ADDRESS: `${peer.host}:${peer.port}`,
      CORE_PEER_LOCALMSPID: organisation.organisation.mspId,
      CORE_PEER_MSPCONFIGPATH: organisation.administrator,
      CORE_PEER_TLS_ENABLED: 'true',
      CORE_PEER_TLS_ROOTCERT_FILE: tlsFiles(peer.folder).authority,
      CORE_PEER_TLS_CLIENTAUTHREQUIRED: 'true',
      CORE_PEER_TLS_CLIENTCERT_FILE: administrator.certificate,
      CORE_PEER_TLS_CLIENTKEY_FILE: administrator.privateKey,
      CORE_PEER_CLIENT_CONNTIMEOUT: '10s',
    },
  });
}

/** Options that name an orderer, and the administrator who speaks to it. */
export function ordererOptions(
  { host, port, folder }: OrdererPlan,
  { administrator }: OrganisationPlan,
): string[] {
  const { certificate, privateKey } = tlsClientFiles(administrator);
  const client = ['--clientauth', '--certfile', certificate, '--keyfile', privateKey];
  return ['-o', `${host}:${port}`, '--tls', '--cafile', tlsFiles(folder).authority, ...client];
}

/** Options that name one peer of each organisation, in the topology's order, as endorsers. */
export function endorserOptions({ organisations, peers }: NetworkPlan): string[] {
  return organisations.flatMap((organisation) => {
    const peer = peers.find((each) => each.organisation === organisation);
    return peer === undefined
      ? []
      : [
          '--peerAddresses',
          `${peer.host}:${peer.port}`,
          '--tlsRootCertFiles',
          tlsFiles(peer.folder).authority,
        ];
  });
}

/** The orderer that commands are sent to: the first one. */
export function firstOrderer({ orderers }: NetworkPlan): OrdererPlan {
  const [orderer] = orderers;
  if (orderer === undefined) {
    throw new Error('the network has no orderer');
  }
  return orderer;
}

/** The peer whose administrator speaks for the network: the first one. */
export function firstPeer({ peers }: NetworkPlan): PeerPlan {
  const [peer] = peers;
  if (peer === undefined) {
    throw new Error('the network has no peer');
  }
  return peer;
}
