import { parseTime, type BilingualText } from '@quancheng/protocol';
import { checkTrustRoot } from '../checks/check-trust-root.js';
import type { Tick } from '../read/endorsed-read.js';
import type { CollectionEntry, RecordVersion } from '../records/record-form.js';
import { verifyCollection } from '../records/verify-collection.js';
import { verifyVersions } from '../records/verify-versions.js';
import type { Judgement } from '../report/judge.js';
import { summaryOf } from '../report/new-result.js';
import type { TrustRootSummary } from '../report/verification-result.js';
import type { VerifyOptions } from '../session/verify-options.js';
import type { TrustRoot } from '../trust-root/trust-root.js';
import { conclude } from './conclude.js';
import { judgeFailure } from './judge-failure.js';
import { collectionOf, parseRecordProof, type RecordProof } from './record-proof.js';

/** What is proven of the subject: every version or entry, and that there is no other as of a tick. */
export interface ProvenRecord {
  readonly subject: string;
  /** Oldest first; of a record. None: the ledger holds no such record. */
  readonly versions?: readonly RecordVersion[];
  /** Oldest first; of a collection. */
  readonly entries?: readonly CollectionEntry[];
  readonly asOf: Tick;
}

/** What the verification of a record proof found. */
export interface RecordProofResult extends Judgement {
  /** Why it isn't proven; absent if it is. */
  readonly sentence?: BilingualText;
  /** Only if it is proven. */
  readonly proven?: ProvenRecord;
  readonly trustRoot?: TrustRootSummary;
  readonly verifiedAt: string;
}

/**
 * Verifies a record proof offline (docs/specs/dossier.md): bytes, a pinned trust root and a time, and nothing else.
 * @throws STATEMENT_INVALID if options.time is no Time
 */
export function verifyRecordProof(bytes: Uint8Array, options: VerifyOptions): RecordProofResult {
  parseTime(options.time);
  const { time: verifiedAt } = options;
  try {
    const proof = parseRecordProof(bytes);
    const root = checkTrustRoot(options.trustRoot);
    const proven = proveSubject(proof, root);
    return { ...conclude(root, options), proven, trustRoot: summaryOf(root), verifiedAt };
  } catch (error) {
    return { ...judgeFailure(error), verifiedAt };
  }
}

function proveSubject({ subject, reads }: RecordProof, root: TrustRoot): ProvenRecord {
  const collection = collectionOf(subject);
  if (collection === undefined) return { subject, ...verifyVersions(reads, root, subject) };
  return { subject, ...verifyCollection(reads, root, collection) };
}
