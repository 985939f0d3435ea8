export type { FabricBackupOptions } from './backup/back-up-network.js';
export type { Manifest as FabricBackupManifest } from './backup/manifest.js';
export {
  restoreFabricNetwork,
  type RestoredFabricNetwork,
  type FabricRestoreOptions,
} from './backup/restore-fabric-network.js';
export { restoreFabricNode, type RestoredFabricNode } from './backup/restore-fabric-node.js';
export type { CommandDefaults } from './command/command-line.js';
export { runNetworkCommand } from './command/run-network-command.js';
export { type FabricBinaries, findFabricBinaries } from './fabric-binaries.js';
export type { FabricNetwork, FabricNetworkDescription, GatewayEndpoint } from './fabric-network.js';
export { type HostsOptions, writeHosts } from './hosts/write-hosts.js';
export { readFabricNetwork } from './read-fabric-network.js';
export { type FabricNetworkOptions, startFabricNetwork } from './start-fabric-network.js';
