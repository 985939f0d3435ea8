export type { ContractSource } from './chaincode/contract-runtime.js';
export type { ContractClass } from './chaincode/shim-modules.js';
export { type EmbeddedBackupFile, type EmbeddedBackupManifest } from './maintenance/backup-manifest.js';
export { backupEmbeddedNode } from './maintenance/backup-embedded-node.js';
export { restoreEmbeddedNode } from './maintenance/restore-embedded-node.js';
export { type LedgerProgress, type LedgerProgressListener } from './maintenance/progress.js';
export { type RebuiltState, rebuildEmbeddedState } from './maintenance/rebuild-embedded-state.js';
export { type LedgerFinding, type LedgerFindingCode } from './maintenance/finding.js';
export {
  type LedgerVerification,
  type VerifyLedgerOptions,
  verifyEmbeddedLedger,
} from './maintenance/verify-embedded-ledger.js';
export type { EmbeddedNode, OrganisationAccess } from './node/embedded-node.js';
export type { EmbeddedChaincode, EmbeddedNodeOptions } from './node/embedded-node-options.js';
export { openEmbeddedNode } from './node/open-embedded-node.js';
export { type BlockCutting, defaultBlockCutting } from './ordering/block-cutting.js';
export { type ChannelRules, newEnvelopeValidator } from './validation/envelope-validator.js';
export { embeddedSupports, type Support } from './supports.js';
