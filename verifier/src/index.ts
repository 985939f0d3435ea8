export { checkIds, type CheckId } from './report/check-id.js';

export type { Answer, EndorsedRead, StateVersion, Tick } from './read/endorsed-read.js';
export { verifyEndorsedRead } from './read/verify-endorsed-read.js';

export {
  fingerprint,
  formatFingerprint,
  parseTrustRoot,
  TRUST_ROOT_PAYLOAD_TYPE,
} from './trust-root/parse-trust-root.js';
export type { TrustRootContent } from './trust-root/trust-root-form.js';
export {
  isSingleOperator,
  type Authority,
  type EvidenceLog,
  type LogKey,
  type Organisation,
  type TrustRoot,
} from './trust-root/trust-root.js';
export { acceptSuccessor, openTrustRoot, verifyTrustRoot } from './trust-root/verify-trust-root.js';
