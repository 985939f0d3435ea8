import type { Ledger } from '@quancheng/ledger';
import type { LedgerId, PinnedTemplate } from '@quancheng/protocol';
import type { AnchorStore } from './anchoring/anchor-store.js';
import type { LedgerCost } from './anchoring/ledger-cost.js';
import type { PromiseKeys } from './anchoring/promise-keys.js';
import type { LogSigner } from './anchoring/log-signer.js';
import type { TaskReport } from './anchoring/task-report.js';
import type { MemberReader } from './deposit/members/member-reader.js';
import type { SignatureVerifier } from './deposit/signatures/signature-verifier.js';
import type { CommandQueue } from './commands/command-queue.js';
import type { EvidenceLog } from './log/index.js';
import type { GatewayMeters } from './metrics/gateway-meters.js';
import type { OnboardingMailbox } from './onboarding/mailbox.js';
import type { FoldedSignal } from './projections/folded-signal.js';
import type { Projection } from './projections/projection.js';
import type { QuotaCounter } from './quota/quota-counter.js';
import type { SettledTime } from './projections/settled-time.js';
import type { IdentifyReader } from './reading/identify-reader.js';
import type { CosignedCheckpoints } from './witnessing/cosigned-checkpoints.js';
import type { WitnessReport } from './witnessing/witness-state.js';
import type { ServedTrustRoots } from './trust/served-trust-roots.js';
import type { SignerRegistry } from './registry/signer-registry.js';

/** What the application works with; all of it is opened, run and closed by startGateway. */
export interface GatewayDependencies {
  readonly ledger: Ledger;
  /** Takes commands to the ledger, several requests in one transaction. */
  readonly commands: CommandQueue;
  /** The ledger's records, folded from its events. */
  readonly projection: Projection;
  readonly folded: FoldedSignal;
  /** Which moments the projection is past. */
  readonly settled: SettledTime;
  /** Who sends a request. */
  readonly identifyReader: IdentifyReader;
  readonly log: EvidenceLog;
  /** Onboarding requests on their way to the registrars. */
  readonly mailbox: OnboardingMailbox;
  readonly registry: SignerRegistry;
  readonly anchors: AnchorStore;
  /** What witnesses have cosigned of them. */
  readonly cosigned: CosignedCheckpoints;
  /** The sector templates that records here may name. */
  readonly templates: readonly PinnedTemplate[];
  readonly members: MemberReader;
  readonly signatures: SignatureVerifier;
  /** Whether deposited records are everybody's to read, and not their parties' alone. */
  readonly openRecords: boolean;
  /** How much participants with a quota have used of it. */
  readonly quotas: QuotaCounter;
  /** Bytes of JSON bodies and of streams' lines that may be in memory, all together. */
  readonly bodyBytes: number;
  /** Bytes of batches that may be in memory before they are judged, all together. */
  readonly batchBytes: number;
  readonly signer: LogSigner;
  /** Which of its keys promises which entries. */
  readonly promiseKeys: PromiseKeys;
  /** The ledger that statements must name as their audience. */
  readonly audience: LedgerId;
  /** The trust root that it serves, and those before it. */
  readonly trustRoots: ServedTrustRoots;
  /** The log's fixed inclusion period in milliseconds: part of every promise. */
  readonly inclusionPeriod: number;
  /** What is counted on the append path. */
  readonly meters: GatewayMeters;
  /** How the standing tasks are doing. */
  readonly tasks: {
    readonly anchoring: () => TaskReport;
    /** Seconds since the oldest entry was acknowledged that no anchor covers; 0 if there is none. */
    readonly anchorLag: () => number;
    /** What they put on the ledger. */
    readonly costs: { readonly anchoring: LedgerCost; readonly ticks: LedgerCost };
    readonly ticks: () => TaskReport;
    readonly records: () => TaskReport;
    /** One for each configured witness. */
    readonly witnesses: () => readonly WitnessReport[];
  };
  /** Called when the log has grown. */
  readonly onAppended: () => void;
  /** Aborted when the gateway is to stop. */
  readonly stopping: AbortSignal;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}
