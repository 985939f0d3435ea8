import type { Ledger } from '@quancheng/ledger';
import type { EvidenceLog, StageMeter } from '../log/index.js';
import type { AnchorStore } from './anchor-store.js';
import type { LedgerCost } from './ledger-cost.js';
import type { LogSigner } from './log-signer.js';

/** What anchoring works on. */
export interface AnchoringContext {
  readonly origin: string;
  readonly ledger: Ledger;
  readonly log: EvidenceLog;
  readonly signer: LogSigner;
  readonly anchors: AnchorStore;
  readonly cost: LedgerCost;
  /** Told of what goes to the ledger and becomes valid there. */
  readonly stage: StageMeter;
}
