import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LedgerStore } from '../ledger/ledger-store.js';
import { checkConfiguration } from './check-configuration.js';
import { compareStores } from './compare-stores.js';
import type { FindingListener, LedgerFinding } from './finding.js';
import { type FileCondition, type InspectedBlock, inspectedBlocks } from './inspected-blocks.js';
import { assertLedger, segmentSizes } from './ledger-folder.js';
import { LedgerInspection } from './ledger-inspection.js';
import { type LedgerProgressListener, newByteProgress } from './progress.js';
import { type StoredState, openStoredState } from './stored-state.js';

export interface VerifyLedgerOptions {
  /** First and last block to judge; the blocks before are only taken in. Default: all. */
  readonly from?: number;
  readonly to?: number;
  /** Folder for a state of the inspection's own, about as large as the node's; default: the system's temporary one. */
  readonly scratch?: string;
  readonly onProgress?: LedgerProgressListener;
  /** Told of every finding, also of those beyond the listed ones. */
  readonly onFinding?: FindingListener;
}

/** What an inspection found. */
export interface LedgerVerification {
  /** Number of blocks in the files. */
  readonly height: number;
  /** Header hash of the last block, hexadecimal: to be compared with one that was kept elsewhere. */
  readonly tip: string;
  /** Judged. */
  readonly transactions: number;
  /** Why the state was not compared, if it was not. */
  readonly state: 'compared' | 'absent' | 'in use' | 'unreadable' | 'not reached';
  /** What a crash left of a block that nobody was told of; the next start removes it. */
  readonly tornBytes: number;
  /** All in all; the list ends at the first thousand. */
  readonly findingCount: number;
  readonly findings: readonly LedgerFinding[];
}

const listedFindings = 1000;

/**
 * Inspects the ledger of a node, of a running one up to its present height, or of a backup: reads every block from the
 * files without any index, judges it by block 0's configuration, and holds the stored state to one that it makes of
 * the blocks itself.
 * @throws QuanchengError EMBEDDED_LEDGER_MISSING; whatever is wrong with the ledger is a finding
 */
export async function verifyEmbeddedLedger(
  dataDirectory: string,
  options: VerifyLedgerOptions = {},
): Promise<LedgerVerification> {
  await assertLedger(dataDirectory);
  const scratch = await mkdtemp(join(options.scratch ?? tmpdir(), 'quancheng-verify-'));
  const stored = await openStoredState(dataDirectory);
  const derived = await LedgerStore.open(join(scratch, 'state'));
  try {
    return await inspect(dataDirectory, { derived, stored }, options);
  } finally {
    await derived.close();
    await stored.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

interface Stores {
  /** Made of the blocks by the inspection. */
  readonly derived: LedgerStore;
  readonly stored: StoredState;
}

async function inspect(
  dataDirectory: string,
  { derived, stored }: Stores,
  options: VerifyLedgerOptions,
): Promise<LedgerVerification> {
  const findings = new FindingList(options.onFinding);
  const sizes = await segmentSizes(dataDirectory);
  const condition: FileCondition = { tornBytes: 0, isBroken: false };
  const progress = newByteProgress(sizes, options.onProgress ?? (() => undefined));
  const comparison = new StateComparison(stored, findings.report);
  let inspection: LedgerInspection | undefined;
  for await (const found of inspectedBlocks(dataDirectory, sizes, condition, findings.report)) {
    inspection ??= await begin(dataDirectory, found, derived, options, findings.report);
    if (inspection === undefined) break;
    await inspection.take(found, !condition.isBroken);
    if (!condition.isBroken) await comparison.compareAt(inspection.chain.height, derived);
    progress(inspection.chain.height, found.position);
  }
  const { height, tip } = inspection?.chain ?? { height: 0, tip: Buffer.alloc(0) };
  return {
    height,
    tip: tip.toString('hex'),
    transactions: inspection?.transactions ?? 0,
    state: comparison.finish(height),
    tornBytes: condition.tornBytes,
    findingCount: findings.count,
    findings: findings.listed,
  };
}

/** Without a configuration that can be read nothing can be judged. */
async function begin(
  dataDirectory: string,
  { block }: InspectedBlock,
  derived: LedgerStore,
  { from = 0, to = Number.MAX_SAFE_INTEGER }: VerifyLedgerOptions,
  report: FindingListener,
): Promise<LedgerInspection | undefined> {
  const { rules, findings } = await checkConfiguration(dataDirectory, block);
  for (const finding of findings) {
    report(finding);
  }
  return rules && new LedgerInspection(rules, derived, { from, to }, report);
}

class FindingList {
  readonly listed: LedgerFinding[] = [];
  count = 0;

  constructor(private readonly listener: FindingListener | undefined) {}

  readonly report = (finding: LedgerFinding): void => {
    this.count += 1;
    if (this.listed.length < listedFindings) this.listed.push(finding);
    this.listener?.(finding);
  };
}

/** Compares the stored state at the height that it has: after a crash it may be behind the blocks. */
class StateComparison {
  readonly #height: number | undefined;
  #isDone = false;

  constructor(
    private readonly stored: StoredState,
    private readonly report: FindingListener,
  ) {
    this.#height = stored.kind === 'open' ? (stored.store.savepoint()?.height ?? 0) : undefined;
    if (stored.kind === 'unreadable') report({ code: 'LEDGER_STATE_UNREADABLE', detail: stored.reason });
  }

  async compareAt(height: number, derived: LedgerStore): Promise<void> {
    if (this.stored.kind === 'open' && height === this.#height) {
      this.#isDone = true;
      for await (const finding of compareStores(derived, this.stored.store)) {
        this.report(finding);
      }
    }
  }

  finish(height: number): LedgerVerification['state'] {
    if (this.stored.kind !== 'open') {
      return this.stored.kind;
    }
    if (this.#height !== undefined && this.#height > height) {
      const detail = `the state is at height ${this.#height}, but the blocks end at ${height}`;
      this.report({ code: 'LEDGER_BLOCKS_MISSING', detail });
    }
    return this.#isDone ? 'compared' : 'not reached';
  }
}
