export { newAsyncSigner, type AsyncSigner } from './signer/async-signer.js';
export {
  commitOriginal,
  type CommitmentKind,
  type CommittedOriginal,
  type OriginalMember,
} from './original/commit-original.js';
export { MAXIMUM_ROW_BYTES, RowSplitter, type RowFormat } from './rows/row-splitter.js';
export { auditLog, type LogAudit } from './log/audit-log.js';
export { newGatewayLogReader, type LogReader } from './log/log-reader.js';
