export type { ContractSource } from './chaincode/contract-runtime.js';
export type { ContractClass } from './chaincode/shim-modules.js';
export type { EmbeddedNode, OrganisationAccess } from './node/embedded-node.js';
export type { EmbeddedChaincode, EmbeddedNodeOptions } from './node/embedded-node-options.js';
export { openEmbeddedNode } from './node/open-embedded-node.js';
export { type BlockCutting, defaultBlockCutting } from './ordering/block-cutting.js';
export { type ChannelRules, newEnvelopeValidator } from './validation/envelope-validator.js';
export { embeddedSupports, type Support } from './supports.js';
