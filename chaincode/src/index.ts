export { QuanchengContract } from './contracts/quancheng-contract';
export { QuanchengContext } from './contracts/quancheng-context';
export { CONTRACT_VERSION } from './contract-version';
export { STATE_VERSIONS } from './state-versions';
import { QuanchengContract } from './contracts/quancheng-contract';

/** What `fabric-chaincode-node` looks for. */
export const contracts = [QuanchengContract];
