export { isUscc } from './uscc/uscc.js';
export { purposeOfTemplate, type PurposeBody } from './purposes/purpose-of-template.js';
export { previousTickSlot, TICK_SLOTS, tickSlot, type LedgerTime, type Tick } from './ticks/tick.js';
export { holdTick, type HeldTicks } from './ticks/hold-tick.js';
export { advanceTick, slotsOfAdvance, type TickState } from './ticks/advance-tick.js';
export type { Accepted, Decision, Refused } from './decisions/decision.js';
export type { Change, ChangeKind, RecordKind, Records } from './state/records.js';
export {
  anchorKey,
  collectionKey,
  commandKey,
  compromiseKey,
  entryKey,
  formatKeyNumber,
  keyKey,
  LEDGER_KEY,
  logKey,
  participantKey,
  recordKey,
  revocationKey,
  stateKeyOf,
  tickKey,
  versionKey,
} from './state/state-key.js';
export { pastVersionKey } from './state/past-version-key.js';
export { isStateKey } from './state/parse-state-key.js';
export {
  LEDGER_SCHEMA,
  STATE_VERSION,
  type LedgerRecord,
  type Organisation,
} from './genesis/ledger-record.js';
export { openLedger, type GenesisEvent } from './genesis/open-ledger.js';
export { decideLedger } from './genesis/decide-ledger.js';
export type { UpgradeLedger } from './genesis/ledger-command.js';
export { assertStateVersion } from './genesis/state-version.js';
export { participantTypes, type Participant, type ParticipantType } from './participants/participant.js';
export { isRole, roles, type Role } from './participants/role.js';
export {
  revocationReasons,
  type Compromise,
  type KeyRecord,
  type KeyState,
  type Revocation,
  type RevocationReason,
} from './participants/key-records.js';
export type { ParticipantCommand } from './participants/participant-command.js';
export { keysToLoad, type ParticipantState } from './participants/participant-state.js';
export { decideParticipant } from './participants/decide-participant.js';
export type { Anchor, LogKey, LogRecord, TreeHead } from './logs/log-records.js';
export type { LogCommand } from './logs/log-command.js';
export { decideLog } from './logs/decide-log.js';
export { decideAnchor, type AnchorEvent, type AnchorOrder } from './logs/decide-anchor.js';
export type {
  CommandContext,
  CommandEvent,
  CommandHead,
  CommandSigner,
  RecordChange,
} from './commands/command.js';
export type { CommandReceipt, CommandResult } from './commands/command-receipt.js';
export { formatOutcomes, readOutcomes, type CommandOutcome } from './commands/command-outcome.js';
export { readClearCommand, readSignedCommand, type SignedCommand } from './commands/signed-command.js';
export {
  actionNames,
  isLedgerCommand,
  isLogCommand,
  isParticipantCommand,
  parseAction,
  type Command,
} from './commands/parse-action.js';
export { assertAudience, assertInForce, isRepeated } from './commands/check-command.js';
export { authorise, type SignerState } from './commands/authorise.js';
export type { RecordHead } from './records/record.js';
export { isRecordName, ownerOf } from './records/record-name.js';
export type { Reader } from './records/reader.js';
export { formatSignatories, type Actor, type Signatories } from './records/actor.js';
export { appendEntry, digestOf, type Collection, type Entry } from './records/collection.js';
export type { Amendment } from './records/amendment.js';
export type { Transition } from './records/transition.js';
export type { Machine } from './records/machine.js';
export type { MachineKind } from './records/machine-kind.js';
export { actionTitles } from './records/action-titles.js';
export {
  actionBodyForm,
  type ActionBodies,
  type BodiedAction,
  type RecordAction,
} from './commands/action-bodies.js';
export { isMachineKind, machineOf, machines, recordActions, type AnyMachine } from './records/machines.js';
export { decideRecord, type RecordCommand } from './records/decide-record.js';
export type { Calendar } from './registers/calendar.js';
export { registerTypes, type Register, type RegisterType } from './registers/register.js';
export { endOfDays, endOfWorkingDays } from './registers/working-days.js';
export {
  certificateStatuses,
  type Certificate,
  type CertificateStatus,
  type Evidence,
  type Freeze,
} from './certificates/certificate.js';
export type { Description, Rights } from './certificates/description.js';
export type { DepositProof } from './certificates/deposit-proof.js';
export { isEnded, isFrozen, isLive } from './certificates/is-live.js';
export { objectionStatuses, type Objection } from './objections/objection.js';
export { claimantKinds, type Claim, type ClaimedThing } from './claims/claim.js';
export { extentOf, isAuthority, type Extent } from './reading/may-read.js';
export { mayKnowAbsence } from './reading/absence.js';
export { readersOf, type KindedRecord, type RelatedRecords } from './reading/readers-of.js';
export { publicViewOf, type PublicCertificate } from './reading/public-view.js';
export type { Purpose } from './purposes/purpose.js';
export { consentStatuses, type Consent, type Consumption } from './consents/consent.js';
export { useStatuses, type Use } from './uses/use.js';
export { grantStatuses, type Grant } from './grants/grant.js';
export type { GrantTerms, ProductUse } from './grants/grant-terms.js';
export { isInForce } from './grants/is-in-force.js';
export {
  tradeStatuses,
  type Trade,
  type TradeAgreement,
  type TradeLicence,
  type TradeStatus,
} from './trades/trade.js';
export {
  isValidLicence,
  licenceStatuses,
  reportTypes,
  type Licence,
  type ReportType,
} from './licences/licence.js';
export { isReliable, reportStatuses, type Report } from './reports/report.js';
export {
  heldKinds,
  holdMeasures,
  holdStatuses,
  isHolding,
  type HeldRecord,
  type Hold,
  type HoldMeasure,
} from './holds/hold.js';
export { formatAmount, parseAmount, type Amount } from './amounts/amount.js';
export type { RevenueRule, ShareRate } from './revenue/revenue-rule.js';
export { revenueStatuses, type Payment, type Revenue, type Share } from './revenue/revenue.js';
export { netOf, shareOut } from './revenue/share-out.js';
export type { VoucherScheme } from './vouchers/voucher-scheme.js';
export { remainingOf, voucherStatuses, type Voucher } from './vouchers/voucher.js';
export { redemptionStatuses, type Redemption } from './vouchers/redemption.js';
export type { Encumbrance, Lien, Slot } from './pledges/encumbrance.js';
export {
  NOTICE_NOT_PERFECTION,
  pledgeStatuses,
  type Assertion,
  type Assertions,
  type Dispute,
  type Pledge,
  type PledgeStatus,
} from './pledges/pledge.js';
export { priorityStatuses, type Priority } from './priorities/priority.js';
export type { Extent as SearchedExtent, Search } from './searches/search.js';
export type { DueNature, DueRow, DueTable, GoverningVersion } from './due/due-row.js';
export { dueOf, dueRowOf, governingVersionOf, type Due } from './due/due-of.js';
export { dueTables } from './due/due-tables.js';
export {
  assertOnboardRequest,
  formatOnboardRequest,
  readOnboardRequest,
  type OnboardRequest,
} from './onboarding/onboard-request.js';
export {
  ONBOARD_REQUEST_TYPE,
  openOnboardRequest,
  type SignedOnboardRequest,
} from './onboarding/signed-onboard-request.js';
export {
  assertOnboardRefusal,
  formatOnboardRefusal,
  ONBOARD_REFUSAL_TYPE,
  readOnboardRefusal,
  type OnboardRefusal,
} from './onboarding/onboard-refusal.js';
