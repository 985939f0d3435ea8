export type { AnchoredCheckpoint } from './anchoring/anchored-checkpoint.js';
export type { AnchorStore } from './anchoring/anchor-store.js';
export type { AnchoringPace } from './anchoring/anchor-loop.js';
export { findLostAnchors, type LostAnchors, type LostAnchorsOptions } from './anchoring/lost-anchors.js';
export { newLogSigner, type LogSigner } from './anchoring/log-signer.js';
export type { TaskReport } from './anchoring/task-report.js';
export { buildApp, type AppOptions } from './app.js';
export type { GatewayDependencies } from './dependencies.js';
export { decodeSubmission } from './deposit/decode-submission.js';
export { entriesAt, type MemberEntries } from './deposit/members/member-entries.js';
export { readMembers, type MembersOf } from './deposit/members/read-members.js';
export { newRangeProofs, type EntryRange } from './evidence/range-proofs.js';
export {
  checkGatewayFolder,
  type GatewayFolderOptions,
  type GatewayFolderReport,
} from './fsck/check-gateway-folder.js';
export { logNotes, type LogFinding, type LogNote } from './fsck/finding.js';
export { rebuildGatewayTree } from './fsck/rebuild-gateway-tree.js';
export type { GatewayConfiguration } from './gateway-configuration.js';
export * from './log/index.js';
export { newGatewayMeters, type GatewayMeters, type StageName } from './metrics/gateway-meters.js';
export { newSignerRegistry, type RegistryTimes, type SignerRegistry } from './registry/signer-registry.js';
export { followRecords, type RecordFollower } from './projections/follow-records.js';
export type {
  DueItem,
  DuePage,
  DueQuery,
  Projection,
  RecordPage,
  RecordQuery,
} from './projections/projection.js';
export type { FoldedEvent, RecordEvent, RecordPosition, TickEvent } from './projections/record-event.js';
export { newRecordEventReader } from './projections/read-record-events.js';
export { formatCommandList } from './commands/command-list.js';
export { newCommandQueue, type CommandQueue } from './commands/command-queue.js';
export { newSettledTime, type SettledTime } from './projections/settled-time.js';
export { openQuotaCounter, type QuotaCounter } from './quota/quota-counter.js';
export { openLevelAnchorStore } from './store/level-anchor-store.js';
export { openLevelCosignatureStore } from './store/level-cosignature-store.js';
export { openLevelProjection } from './store/level-projection.js';
export type { WitnessAddress } from './witnessing/witness-address.js';
export { newWitnessClient, type WitnessAnswer, type WitnessClient } from './witnessing/witness-client.js';
export type { Cosignatures, CosignatureStore, MarkedCosignatures } from './witnessing/cosignature-store.js';
export { openCosignedCheckpoints, type CosignedCheckpoints } from './witnessing/cosigned-checkpoints.js';
export type { WitnessReport } from './witnessing/witness-state.js';
export { startGateway, type RunningGateway } from './server.js';
export {
  formatPromisePayload,
  type PromiseFrame,
  type PromisePlace,
  type PromiseSubject,
} from './evidence/promise-payload.js';
