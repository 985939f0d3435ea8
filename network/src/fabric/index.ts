export { type FabricBinaries, findFabricBinaries } from './fabric-binaries.js';
export type { FabricNetwork, GatewayEndpoint } from './fabric-network.js';
export { type FabricNetworkOptions, startFabricNetwork } from './start-fabric-network.js';
