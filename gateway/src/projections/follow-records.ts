import type { Ledger, LedgerEvent } from '@quancheng/ledger';
import type { FastifyBaseLogger } from 'fastify';
import { pause } from '../anchoring/pause.js';
import type { TaskMonitor } from '../anchoring/task-report.js';
import { gather } from './gather.js';
import type { Projection } from './projection.js';
import { newRecordEventReader } from './read-record-events.js';
import type { RecordEvent } from './record-event.js';

export interface RecordFollower {
  readonly ledger: Pick<Ledger, 'events'>;
  readonly projection: Pick<Projection, 'position' | 'apply'>;
  /** Called after more has been folded. */
  readonly onFolded: () => void;
  readonly monitor: TaskMonitor;
  readonly logger: Pick<FastifyBaseLogger, 'error'>;
}

/** Record events folded at once, while there are so many. */
const MOST = 2_000;
/** Milliseconds before a failed folding is tried again. */
const RETRY = 2_000;

/**
 * Folds the ledger's events into the projection, from where it stopped, until the signal. What cannot be folded (a full
 * disk) is told and tried again from there: since a step is all or nothing, nothing is skipped or folded twice.
 */
export async function followRecords(follower: RecordFollower, signal: AbortSignal): Promise<void> {
  const { monitor, logger } = follower;
  while (!signal.aborted) {
    try {
      await foldEvents(follower, signal);
    } catch (error) {
      if (monitor.failed(error)) logger.error({ err: error }, 'records cannot be folded; it is tried again');
      await pause(RETRY, signal);
    }
  }
}

async function foldEvents(
  { ledger, projection, onFolded, monitor }: RecordFollower,
  signal: AbortSignal,
): Promise<void> {
  // Numbers within a block count from its first event, so the last block is read again.
  const fromBlock = BigInt(projection.position()?.block ?? 0);
  const end = new AbortController();
  const found = readRecords(ledger.events({ signal: AbortSignal.any([signal, end.signal]), fromBlock }));
  try {
    for await (const groups of gather(found, MOST, ({ length }) => length)) {
      const events = groups.flat();
      await projection.apply(events);
      monitor.succeeded();
      if (events.length > 0) onFolded();
    }
  } finally {
    end.abort();
  }
}

async function* readRecords(events: AsyncIterable<LedgerEvent>): AsyncGenerator<readonly RecordEvent[]> {
  const read = newRecordEventReader();
  for await (const event of events) yield read(event);
}
