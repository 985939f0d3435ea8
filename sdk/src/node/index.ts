export * from '../index.js';
export { createFile, replaceFile, type WriteFileOptions } from './files/write-file.js';
export { readText, readWholeFile } from './files/read-file.js';
export { readRows, rowFormatOf, type ReadRowsOptions } from './files/read-rows.js';
export { generateKey } from './key-file/generate-key.js';
export {
  formatKeyFile,
  parseKeyFile,
  type KeyFile,
  type PlainSecret,
  type ScryptParameters,
  type SealedSecret,
} from './key-file/key-file.js';
export { openKey, readKeyFile, writeKeyFile, type PassphraseSource } from './key-file/open-key-file.js';
export { DEFAULT_SCRYPT, sealSecret, unsealSecret } from './key-file/seal-secret.js';
export { newBatchTree, type BatchTree } from '../batch/batch-tree.js';
export { signBatch, type SignedBatch } from '../batch/sign-batch.js';
export { openOutbox } from '../outbox/level-outbox.js';
export type {
  Outbox,
  OutboxAcknowledgement,
  OutboxJob,
  OutboxOtherPromise,
  OutboxUnit,
} from '../outbox/outbox.js';
export {
  collectEvidence,
  listDeposits,
  type CollectOptions,
  type EvidencePart,
} from '../deposit/collect-evidence.js';
export type { Cosigner, DepositContext } from '../deposit/deposit-context.js';
export { depositDocument, type DocumentDeposit, type DocumentSource } from '../deposit/deposit-document.js';
export { settleDeposit, type SettledDeposit, type StoredDouble } from '../deposit/settle-deposit.js';
export { depositRows, type RowsDeposit } from '../deposit/deposit-rows.js';
export type { RowsSource } from '../deposit/rows-source.js';
export { rowOfRecord, rowsBatchId } from '../deposit/row-position.js';
export {
  sealDelivery,
  type DeliveryOrder,
  type PreparedDelivery,
  type ProvidedField,
} from '../delivery/seal-delivery.js';
export { openPairwiseFolder } from './persons/pairwise-folder.js';
export { readTemplate, readTemplates, templatesFolder } from './templates/read-templates.js';
