export { checkIds, type CheckId } from './report/check-id.js';

export type { Answer, EndorsedRead, StateVersion, Tick } from './read/endorsed-read.js';
export { verifyEndorsedRead } from './read/verify-endorsed-read.js';

export type { CollectionEntry, RecordVersion } from './records/record-form.js';
export type { FreshnessOptions } from './records/state-reads.js';
export { verifyAsOf, type RecordAsOf } from './records/verify-as-of.js';
export { verifyCollection, type ProvenCollection } from './records/verify-collection.js';
export { verifyVersions, type RecordHistory } from './records/verify-versions.js';

export {
  fingerprint,
  formatFingerprint,
  parseTrustRoot,
} from './trust-root/parse-trust-root.js';
export { logMemberForm, type TrustRootContent } from './trust-root/trust-root-form.js';
export {
  isSingleOperator,
  type Authority,
  type EvidenceLog,
  type LogKey,
  type Organisation,
  type TrustRoot,
} from './trust-root/trust-root.js';
export {
  acceptSuccessor,
  openTrustRoot,
  signingOperatorsOf,
  verifyTrustRoot,
} from './trust-root/verify-trust-root.js';

export type { BilingualText } from '@quancheng/protocol';
export type { Check, CheckStatus, Notice, Verdict } from './report/check.js';
export { checkRegistry, statusNames, type CheckDescription } from './report/check-registry.js';
export type { Times, TrustRootSummary, VerificationResult } from './report/verification-result.js';

export type { CosignedCheckpoint, EvidencePackage } from './package/evidence-package.js';
export type { KnownField, TemplateSummary } from './report/templated.js';
export { formatPackage } from './package/format-package.js';
export { parsePackage } from './package/parse-package.js';
export type {
  BundleOptions,
  OriginalBeside,
  PackageOptions,
  PinnedTrustRoot,
  VerifyOptions,
} from './session/verify-options.js';
export { verifyPackage } from './verify-package.js';
export { verifyCheckpoint } from './checks/check-checkpoint.js';
export { anchorForm, logForm, type AnchorState, type LogState } from './ledger/state-forms.js';
export { stateKeys } from './ledger/state-keys.js';

export type { Conviction } from './fraud/conviction.js';
export {
  fraudCheckIds,
  fraudCheckRegistry,
  type FraudCheck,
  type FraudCheckId,
} from './fraud/fraud-checks.js';
export type {
  AnchoredForkProof,
  AnchoredRewriteProof,
  BrokenPromiseProof,
  ForkProof,
  FraudKind,
  FraudProof,
  LatePromiseProof,
  OtherBeginning,
  ProvenLeaf,
  RewriteProof,
  TwoLeavesProof,
} from './fraud/fraud-proof.js';
export {
  proveAnchoredFork,
  proveAnchoredRewrite,
  proveBrokenPromise,
  proveFork,
  proveLatePromise,
  provenLeaf,
  proveRewrite,
  proveTwoLeaves,
} from './fraud/make-fraud-proof.js';
export { notProvenBy } from './fraud/not-proven.js';
export { formatFraudProof, parseFraudProof } from './fraud/parse-fraud-proof.js';
export { verifyFraudProof, type FraudResult } from './fraud/verify-fraud-proof.js';

export type { BundleRecord, EvidenceBundle } from './bundle/evidence-bundle.js';
export { exportPackage } from './bundle/export-package.js';
export { formatBundle } from './bundle/format-bundle.js';
export { parseBundle } from './bundle/parse-bundle.js';
export type { BundleResult } from './report/bundle-result.js';
export { verifyBundle } from './verify-bundle.js';

export type { DossierFileResult, DossierResult } from './dossier/dossier-result.js';
export {
  dossierFileKinds,
  formatManifest,
  MANIFEST_NAME,
  parseManifest,
  type DossierFile,
  type DossierFileKind,
  type Manifest,
} from './dossier/manifest.js';
export { verifyDossier, type DossierFiles } from './dossier/verify-dossier.js';
export { formatRecordProof, parseRecordProof, type RecordProof } from './record-proof/record-proof.js';
export { rankPledges, type Rank } from './search/rank-pledges.js';
export type { PledgeState, SearchState } from './search/search-forms.js';
export { formatSearchProof, parseSearchProof, type SearchProof } from './search/search-proof.js';
export type { SearchCheck } from './search/search-checks.js';
export type { PriorityState, SearchedPledge, SearchView } from './search/search-view.js';
export {
  verifySearch,
  type ProvenSearch,
  type SearchOptions,
  type SearchResult,
} from './search/verify-search.js';
export {
  verifyRecordProof,
  type ProvenRecord,
  type RecordProofResult,
} from './record-proof/verify-record-proof.js';
export {
  newDoubleFinder,
  type DoubleFinder,
  type DoubleRecord,
  type RecordPlace,
} from './doubles/double-finder.js';
export { worst, type Judgement } from './report/judge.js';
