import type { CosignedCheckpoints } from './cosigned-checkpoints.js';
import { newTaskMonitor, type TaskMonitor, type TaskReport } from '../anchoring/task-report.js';
import type { WitnessClient } from './witness-client.js';

/** How one witness gets on, as /v1/health and /metrics show it. */
export interface WitnessReport extends TaskReport {
  readonly name: string;
  /** Size of the newest checkpoint that it cosigned; 0 if none. */
  readonly cosigned: number;
}

/** One witness, and when it is asked next. */
export interface WitnessState {
  readonly client: WitnessClient;
  readonly monitor: TaskMonitor;
  readonly report: () => WitnessReport;
  /** Whether it should be asked for this size at this time (milliseconds). */
  isDue(size: number, now: number): boolean;
  /** When it may be asked again. */
  readonly retryAt: number;
  succeeded(): void;
  /** @returns whether this is another failure than the last */
  failed(error: unknown, now: number): boolean;
}

/** Milliseconds between attempts at a witness that fails: doubled each time, up to the longest. */
export interface WitnessPatience {
  readonly shortest: number;
  readonly longest: number;
}

export const defaultPatience: WitnessPatience = { shortest: 1_000, longest: 60_000 };

export function newWitnessState(
  client: WitnessClient,
  checkpoints: CosignedCheckpoints,
  { shortest, longest }: WitnessPatience,
): WitnessState {
  const { verifierKey } = client.address;
  const monitor = newTaskMonitor();
  let retryAt = 0;
  let wait = shortest;
  return {
    client,
    monitor,
    report: () => ({
      ...monitor.report,
      name: verifierKey.name,
      cosigned: checkpoints.sizeOf(verifierKey),
    }),
    isDue: (size, now) => checkpoints.sizeOf(verifierKey) < size && now >= retryAt,
    get retryAt() {
      return retryAt;
    },
    succeeded() {
      monitor.succeeded();
      retryAt = 0;
      wait = shortest;
    },
    failed(error, now) {
      // Gateways that share a witness do not all come back at the same moment.
      retryAt = now + wait * (0.8 + 0.4 * Math.random());
      wait = Math.min(2 * wait, longest);
      return monitor.failed(error);
    },
  };
}
