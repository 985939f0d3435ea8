import type { FastifyBaseLogger } from 'fastify';
import type { AnchoringContext } from './anchoring/anchoring-context.js';
import { defaultPace, newAnchorLoop } from './anchoring/anchor-loop.js';
import { newLedgerCost } from './anchoring/ledger-cost.js';
import { newTaskMonitor } from './anchoring/task-report.js';
import { runTicks } from './anchoring/tick-loop.js';
import type { GatewayDependencies } from './dependencies.js';
import { followLedger } from './follow-ledger.js';
import type { GatewayConfiguration } from './gateway-configuration.js';
import type { FoldedSignal } from './projections/folded-signal.js';
import { followRecords } from './projections/follow-records.js';
import type { GatewayMeters } from './metrics/gateway-meters.js';
import type { Projection } from './projections/projection.js';
import type { SettledTime } from './projections/settled-time.js';
import type { Witnessing } from './witnessing/open-witnessing.js';
import { newWitnessLoop } from './witnessing/witness-loop.js';
import type { SignerRegistry } from './registry/signer-registry.js';

/** What goes on beside requests: ticks, anchoring, following the ledger's events. */
export interface StandingTasks {
  readonly reports: GatewayDependencies['tasks'];
  /** Tells that the log has grown. */
  readonly notify: () => void;
  /** Runs them until `stop`. */
  run(logger: FastifyBaseLogger): Promise<void>;
  stop(): void;
}

type TaskContext = Omit<AnchoringContext, 'origin' | 'stage' | 'cost'> & {
  readonly meters: GatewayMeters;
  readonly registry: SignerRegistry;
  readonly projection: Projection;
  readonly folded: FoldedSignal;
  readonly settled: SettledTime;
  readonly witnessing: Witnessing;
};

export function newStandingTasks(context: TaskContext, configuration: GatewayConfiguration): StandingTasks {
  const { ledger, registry, projection, folded, settled } = context;
  const end = new AbortController();
  const anchoring = newTaskMonitor();
  const ticks = newTaskMonitor();
  const records = newTaskMonitor();
  const costs = { anchoring: newLedgerCost(), ticks: newLedgerCost() };
  const pace = { ...defaultPace, ...configuration.pace };
  const cosigning = newWitnessLoop({
    ...context,
    ...context.witnessing,
    meter: context.meters.cosigning,
    onAhead: () => loop.check(),
  });
  const loop = newAnchorLoop(
    {
      ...context,
      origin: context.signer.origin,
      stage: context.meters.stages.anchor,
      cost: costs.anchoring,
    },
    anchoring,
    pace,
    () => cosigning.notify(),
  );
  return {
    reports: {
      anchoring: () => anchoring.report,
      anchorLag: () => loop.lag,
      costs,
      ticks: () => ticks.report,
      records: () => records.report,
      witnesses: () => context.witnessing.witnesses.map(({ report }) => report()),
    },
    notify: () => loop.notify(),
    async run(logger) {
      const follower = { registry, origin: context.signer.origin, onAnchored: loop.anchored };
      const watch = followLedger(ledger, follower, end.signal).catch((error: unknown) => {
        // Answers still age, so revocations are seen a little later.
        logger.error({ err: error }, 'the ledger’s events cannot be followed any more');
      });
      await Promise.all([
        loop.run(logger, end.signal),
        runTicks(
          {
            ledger,
            isWriting: configuration.writesTicks ?? true,
            monitor: ticks,
            cost: costs.ticks,
            logger,
          },
          end.signal,
        ),
        watch,
        cosigning.run(logger, end.signal),
        followRecords(
          { ledger, projection, settled, onFolded: () => folded.notify(), monitor: records, logger },
          end.signal,
        ),
      ]);
    },
    stop: () => end.abort(),
  };
}
