export { QuanchengContract } from './contracts/quancheng-contract';
export { CONTRACT_VERSION } from './contract-version';
import { QuanchengContract } from './contracts/quancheng-contract';

/** What `fabric-chaincode-node` looks for. */
export const contracts = [QuanchengContract];
