import type { TrustRoot } from '@quancheng/verifier';
import type { Bounds } from './judging/judge-anchoring.js';
import { judgeLog, type SeenLog } from './judging/judge-log.js';
import { lookAtLedger } from './judging/look-at-ledger.js';
import { lookAtLog, type LookedAt } from './judging/look-at-log.js';
import { lookAtWitnesses, type Witnessed } from './judging/look-at-witnesses.js';
import { newDoubledPromises } from './promises/doubled.js';
import { openPromiseCollector } from './promises/collect-promises.js';
import { openPromiseStore, type PromiseStore } from './promises/promise-store.js';
import type { LedgerView } from './sources/ledger-view.js';
import type { LogSource } from './sources/log-source.js';
import type { WitnessSource } from './sources/witness-source.js';
import { openFindingStore, type FindingStore } from './state/finding-store.js';
import { openHeadStore } from './state/head-store.js';
import type { WatchFiles } from './state/watch-files.js';

/** Everything that a monitor is given. */
export interface WatchConfiguration {
  /** Its memory. One monitor at a time. */
  readonly directory: string;
  readonly files: WatchFiles;
  /** The pinned trust root: asked at each round, since a successor may be pinned meanwhile. */
  readonly trustRoot: () => TrustRoot;
  readonly logs: readonly LogSource[];
  readonly witnesses: readonly WitnessSource[];
  readonly ledger: LedgerView;
  /** Folders in which others keep promises. */
  readonly promiseFolders: readonly string[];
  readonly bounds: Bounds;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

/** What a round could see. */
export interface RoundResult {
  /** By origin. */
  readonly logs: readonly SeenLog[];
  /** Whether something that was asked gave no answer, so that nothing is known of it. */
  readonly isBlind: boolean;
}

/** Compares logs, ledger, witnesses and promises, round by round. */
export interface Watcher {
  readonly findings: FindingStore;
  readonly promises: PromiseStore;
  /** Whatever it finds is on the medium when it returns. Errors are the file system's. */
  round(): Promise<RoundResult>;
}

/** @throws WATCH_STATE_DAMAGED */
export async function openWatcher(configuration: WatchConfiguration): Promise<Watcher> {
  const { directory, files, trustRoot, clock, bounds, ledger } = configuration;
  await files.makeFolder(directory);
  const findings = await openFindingStore({ directory, files, trustRoot, clock });
  const heads = await openHeadStore(directory, files);
  const promises = await openPromiseStore(directory, files);
  const doubled = newDoubledPromises(promises.recent);
  const collector = await openPromiseCollector(configuration, findings, promises);
  return {
    findings,
    promises,
    async round() {
      const root = trustRoot();
      await collector.collect(root);
      const now = clock();
      // What is anchored and cosigned is read first: whatever the log shows afterwards must contain it.
      const anchored = await lookAtLedger(ledger, root, findings, clock, bounds);
      const witnessed = await lookAtAllWitnesses(configuration, root, findings);
      const looked: LookedAt[] = [];
      for (const source of configuration.logs) {
        const each = await lookAtLog(source, root, findings, bounds);
        if (each !== undefined) looked.push(each);
      }
      const context = { root, ledger, findings, heads, promises, doubled, bounds };
      const logs: SeenLog[] = [];
      for (const { origin } of root.logs) {
        const sights = {
          origin,
          looked: looked.filter(({ shown }) => shown.checkpoint.origin === origin),
          witnessed: witnessed.get(origin) ?? [],
          anchored: anchored?.get(origin),
          now,
        };
        logs.push(await judgeLog(sights, context));
      }
      const isAllSeen = looked.length === configuration.logs.length;
      if (isAllSeen) await judgeUnwatched(logs, findings);
      return { logs, isBlind: anchored === undefined || !isAllSeen || logs.some((log) => log.isUnread) };
    },
  };
}

async function lookAtAllWitnesses(
  { witnesses, bounds }: WatchConfiguration,
  root: TrustRoot,
  findings: FindingStore,
): Promise<ReadonlyMap<string, readonly Witnessed[]>> {
  const seen = new Map<string, readonly Witnessed[]>();
  for (const { origin } of root.logs)
    seen.set(origin, await lookAtWitnesses(origin, witnesses, root, findings, bounds));
  return seen;
}

/** A log that nobody looks at can do as it likes. */
async function judgeUnwatched(logs: readonly SeenLog[], findings: FindingStore): Promise<void> {
  for (const { origin, shown } of logs) {
    if (shown !== undefined) await findings.fine('WATCH_LOG_UNWATCHED', origin);
    else
      await findings.raise({
        code: 'WATCH_LOG_UNWATCHED',
        subject: origin,
        detail: 'none of the addresses given shows it',
      });
  }
}
