import type { Witnessed } from '../checks/witnessed.js';
import type { CosignedCheckpoint } from '../package/evidence-package.js';
import type { BatchStatement, Checkpoint, Envelope, LogPromise } from '@quancheng/protocol';
import type { LedgerAnswers } from '../ledger/ledger-answers.js';
import type { AnchorEvidence } from '../ledger/read-anchor.js';
import type { Finding } from '../report/finding.js';
import type { TrustRoot } from '../trust-root/trust-root.js';
import { newMemo, type Memo } from './memo.js';
import type { VerifyOptions } from './verify-options.js';

/**
 * One call of verifyPackage or verifyBundle: what doesn't change from record to record, and what records share,
 * computed once. Keys of memos are the objects that parsing made, so equal keys mean the same bytes.
 */
export interface Session {
  readonly options: VerifyOptions;
  readonly root: Finding<TrustRoot>;
  readonly reads: Memo<readonly Uint8Array[], LedgerAnswers>;
  readonly checkpoints: Memo<string, Checkpoint>;
  /** What the ledger's answers, which are the same for the whole call, say about a note. */
  readonly anchors: Memo<string, AnchorEvidence>;
  readonly noteDigests: Memo<Checkpoint, string>;
  readonly batches: Memo<Envelope, BatchStatement>;
  /** Whether the signatures hold; the ledger's answers are the same for the whole call. */
  readonly signatures: Memo<Envelope, true>;
  readonly envelopeDigests: Memo<Envelope, string>;
  readonly promises: Memo<Envelope, LogPromise>;
  /** By the cosigned checkpoint, or by the anchored note where there is none beside it. */
  readonly witnessed: Memo<CosignedCheckpoint | string, Witnessed>;
}

export function newSession(root: Finding<TrustRoot>, options: VerifyOptions): Session {
  return {
    options,
    root,
    reads: newMemo(),
    checkpoints: newMemo(),
    anchors: newMemo(),
    noteDigests: newMemo(),
    batches: newMemo(),
    signatures: newMemo(),
    envelopeDigests: newMemo(),
    promises: newMemo(),
    witnessed: newMemo(),
  };
}
