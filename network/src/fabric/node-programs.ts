import { type ChaincodeState, codesOf } from './chaincode/chaincode-state.js';
import type { FabricBinaries } from './fabric-binaries.js';
import { chaincodeConnection } from './lifecycle/chaincode-package.js';
import { chaincodeServer } from './lifecycle/chaincode-server.js';
import type { NetworkPlan, OrdererPlan, PeerPlan } from './network-plan.js';
import { assertHealthy, assertListening } from './process/health.js';
import { fabricLogging, type Program } from './process/program.js';

/** A program of the network, and how to see that it does its work. */
export interface NodeProgram {
  readonly program: Program;
  readonly assertWell: () => Promise<void>;
}

export interface NodePrograms {
  readonly chaincodes: readonly NodeProgram[];
  readonly orderers: readonly NodeProgram[];
  readonly peers: readonly NodeProgram[];
}

function ordererProgram(orderer: OrdererPlan, { orderer: command }: FabricBinaries): NodeProgram {
  const program = {
    name: `orderer.${orderer.id}`,
    command,
    arguments: [],
    folder: orderer.folder,
    environment: { FABRIC_CFG_PATH: orderer.folder, ...fabricLogging },
  };
  return { program, assertWell: () => assertHealthy(orderer) };
}

function peerProgram(peer: PeerPlan, { peer: command }: FabricBinaries): NodeProgram {
  const own = { FABRIC_CFG_PATH: peer.folder, ...fabricLogging, ...chaincodeConnection(peer) };
  const program = {
    name: `peer.${peer.id}`,
    command,
    arguments: ['node', 'start'],
    folder: peer.folder,
    environment: own,
  };
  return { program, assertWell: () => assertHealthy(peer) };
}

/** Everything that runs in a network: for each peer its chaincode, during an upgrade old and new, the orderers, the peers. */
export function nodePrograms(
  { peers, orderers, folder }: NetworkPlan,
  binaries: FabricBinaries,
  chaincode: ChaincodeState,
): NodePrograms {
  return {
    chaincodes: peers.flatMap((peer) =>
      codesOf(chaincode, peer.organisation.organisation.name).map((code) => ({
        program: chaincodeServer(peer, folder, code),
        assertWell: () => assertListening(peer.chaincodePorts[code.slot]),
      })),
    ),
    orderers: orderers.map((orderer) => ordererProgram(orderer, binaries)),
    peers: peers.map((peer) => peerProgram(peer, binaries)),
  };
}
