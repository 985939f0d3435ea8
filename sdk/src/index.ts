export { newAsyncSigner, type AsyncSigner } from './signer/async-signer.js';
export { signPayload, signStatement } from './signer/sign-payload.js';
export {
  commitOriginal,
  type CommitmentKind,
  type CommittedOriginal,
} from './original/commit-original.js';
export {
  commitPrivately,
  opensCommitment,
  type Commitment,
  type CommitmentDigests,
} from './original/commit-privately.js';
export { invoiceDigests, invoiceKeyDigests, type Invoice } from './vouchers/invoice-digests.js';
export { newIdentifier, newSalt, randomBytes } from './random/random-bytes.js';
export type {
  RecordDescription,
  SharingDescription,
  SignerMember,
  StatementContext,
} from './statements/record-description.js';
export {
  newBatchStatement,
  newDocumentStatement,
  newSharingStatement,
  type RecordContent,
} from './statements/record-statements.js';
export {
  newCommandStatement,
  newPossessionStatement,
  type CommandOrder,
  type CommandSigner,
} from './statements/command-statements.js';
export type { PlainBody } from './commands/plain-body.js';
export { assertOrder, newRecordCommand, type RecordOrder } from './commands/new-record-command.js';
export { addSignature, assertComplete, readCommand, type OpenCommand } from './commands/command-envelope.js';
export { newPseudonym } from './persons/pseudonym.js';
export {
  identityFor,
  newMemoryPairwiseStore,
  type PairwiseIdentity,
  type PairwiseStore,
} from './persons/pairwise-identities.js';
export { newEncryptionKey, type EncryptionKey } from './delivery/encryption-key.js';
export {
  contentForm,
  fieldProofForm,
  manifestForm,
  parseDelivery,
  sealedForm,
  type DeliveryContent,
  type FieldProof,
  type FieldState,
  type Manifest,
  type ManifestField,
  type SealedDelivery,
} from './delivery/delivery-forms.js';
export { fieldLeaf, type FieldLeaf } from './delivery/field-leaf.js';
export { fieldRootOf, newReceipt, openDelivery, type OpeningContext } from './delivery/open-delivery.js';
export { proveField, verifyField } from './delivery/field-proof.js';
export type { DeliveredUse } from './delivery/assert-content.js';
export {
  newGenesisStatement,
  type FoundingOrganisation,
  type GenesisTerms,
} from './statements/genesis-statement.js';
export { newClient, type ClientOptions, type DepositOptions, type QuanchengClient } from './client/client.js';
export type { Acknowledgement } from './client/acknowledgement.js';
export type { Deposited, DoublePromise, OtherPromise } from './client/deposited.js';
export type { DoublesClient, UnsettledDeposit } from './client/doubles/doubles-client.js';
export type { BackOff } from './client/back-off.js';
export { readCommandOutcomes, type CommandOutcome } from './client/command-outcome.js';
export type { CommandClient, CommandReceipt } from './client/send-commands.js';
export { isServedKind, recordPaths, type ServedKind, type VisibleRecord } from './records/record-kinds.js';
export type { CollectionEntry, Filters, Page, RecordClient } from './records/record-client.js';
export { newDossier, type DossierPart } from './dossier/new-dossier.js';
export {
  newOnboardRequest,
  signOnboardRefusal,
  signOnboardRequest,
  type OnboardWish,
  type RefusalTerms,
} from './onboarding/sign-onboarding.js';
export type {
  OnboardingClient,
  OnboardingItem,
  OnboardingQuery,
  OnboardingStatus,
} from './onboarding/onboarding-client.js';
export type { DueClient, DueDate, DueFilters, DueKind } from './records/due-client.js';
export type { EventOptions, RecordEvent } from './records/follow-events.js';
export type { LineOutcome } from './client/deposit-records.js';
export type { RecordName } from './client/gateway-requests.js';
export type { LedgerDescription } from './client/ledger-description.js';
export type { KeyDescription, ParticipantDescription } from './client/participant-description.js';
export { signRequest } from './client/sign-request.js';
export { parseGatewayUrl } from './client/gateways/gateway.js';
export type { GatewayAddress, GatewayChoice } from './client/gateways/connection.js';
export { openPromise, verifyPromise, verifyReceipt } from './client/verify-receipt.js';
export { DEFAULT_PATIENCE, waitUntilAnchored } from './client/wait-until-anchored.js';
export { addOriginalKey, addOriginalKeys } from './evidence/add-original-keys.js';
export { depositProofOf, type DepositProofMember } from './evidence/deposit-proof.js';
export { auditLog, type LogAudit } from './log/audit-log.js';
export { newGatewayLogReader, newStaticLogReader, type LogReader } from './log/log-reader.js';
export { newTileCache, type TileCache } from './log/tile-cache.js';
export { newTileTree, type ProvenPrefix, type TileTree } from './log/tile-tree.js';
export { MAXIMUM_ROW_BYTES, RowSplitter, type RowFormat } from './rows/row-splitter.js';
export { draftSuccessor, type LogMember, type TrustRootChanges } from './trust-root/draft-successor.js';
export { signSuccessor, type SignedSuccessor } from './trust-root/sign-successor.js';
export * from './templates/index.js';
