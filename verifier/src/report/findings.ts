import type {
  BatchStatement,
  Checkpoint,
  Disclosure,
  LeafHash,
  LogPromise,
  PinnedTemplate,
} from '@quancheng/protocol';
import type { LedgerEvidence } from '../checks/check-reads.js';
import type { ReadStatement } from '../checks/check-statement.js';
import type { Witnessed } from '../checks/witnessed.js';
import type { Written } from '../ledger/ledger-answers.js';
import type { AnchorState } from '../ledger/state-forms.js';
import type { TrustRoot } from '../trust-root/trust-root.js';
import type { Check } from './check.js';
import type { Finding } from './finding.js';

/** What every check of one well-formed record found, in the order of docs/specs/package.md. */
export interface Findings {
  readonly package: Finding<unknown>;
  readonly root: Finding<TrustRoot>;
  readonly statement: Finding<ReadStatement>;
  readonly audience: Finding<void>;
  /** Undefined for a record that was signed by itself. */
  readonly batch: Finding<BatchStatement> | undefined;
  readonly reads: Finding<LedgerEvidence>;
  readonly signatures: Finding<void>;
  readonly entry: Finding<void>;
  readonly checkpoint: Finding<Checkpoint>;
  readonly inclusion: Finding<LeafHash>;
  readonly anchor: Finding<Written<AnchorState>>;
  readonly signerKeys: Finding<void>;
  /** Undefined if there is none. */
  readonly promise: Finding<LogPromise> | undefined;
  readonly original: Finding<void>;
  /** Undefined if the trust root names no witnesses. */
  readonly witnesses: Finding<Witnessed> | undefined;
  /** Undefined if the statement names none. */
  readonly template: Finding<PinnedTemplate> | undefined;
  /** Undefined if nothing was disclosed. */
  readonly disclosure: Finding<Disclosure> | undefined;
}

export function checksOf(findings: Findings): readonly Check[] {
  const inOrder: readonly (Finding<unknown> | undefined)[] = [
    findings.package,
    findings.root,
    findings.statement,
    findings.audience,
    findings.batch,
    findings.reads,
    findings.signatures,
    findings.entry,
    findings.checkpoint,
    findings.inclusion,
    findings.anchor,
    findings.signerKeys,
    findings.promise,
    findings.original,
    findings.witnesses,
    findings.template,
    findings.disclosure,
  ];
  return inOrder.flatMap((finding) => (finding === undefined ? [] : [finding.check]));
}
