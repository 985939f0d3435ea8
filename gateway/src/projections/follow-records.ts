import type { Ledger, LedgerEvent } from '@quancheng/ledger';
import type { JsonObject } from '@quancheng/protocol';
import type { FastifyBaseLogger } from 'fastify';
import { pause } from '../anchoring/pause.js';
import type { TaskMonitor } from '../anchoring/task-report.js';
import { textMember } from '../json/text-member.js';
import { gather } from './gather.js';
import type { Projection } from './projection.js';
import { readAhead } from './read-ahead.js';
import { newRecordEventReader } from './read-record-events.js';
import type { RecordEvent, TickEvent } from './record-event.js';
import type { SettledTime } from './settled-time.js';

export interface RecordFollower {
  readonly ledger: Pick<Ledger, 'events'>;
  readonly projection: Pick<Projection, 'position' | 'apply'>;
  readonly settled: SettledTime;
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
  { ledger, projection, settled, onFolded, monitor }: RecordFollower,
  signal: AbortSignal,
): Promise<void> {
  // Numbers within a block count from its first event, so the last block is read again.
  const fromBlock = BigInt(projection.position()?.block ?? 0);
  const end = new AbortController();
  const options = { signal: AbortSignal.any([signal, end.signal]), fromBlock, withWrites: true };
  const found = readEvents(ledger.events(options));
  try {
    const groups = gather(found, MOST, ({ records, past }) => records.length + past.length);
    // The disk writes one group while the next is read.
    for await (const group of readAhead(groups)) {
      const records = group.flatMap((each) => each.records);
      await projection.apply(group.flatMap((each) => [...each.past, ...each.records]));
      for (const { tick } of group) if (tick !== undefined) settled.note(tick);
      monitor.succeeded();
      if (records.length > 0 || group.some(({ past }) => past.length > 0)) onFolded();
    }
  } finally {
    end.abort();
  }
}

/** What one event of the contract means here. */
interface Found {
  /** A tick of a block that is over. */
  readonly past: readonly TickEvent[];
  readonly records: readonly RecordEvent[];
  /** The time of a new tick. */
  readonly tick?: string;
}

async function* readEvents(events: AsyncIterable<LedgerEvent>): AsyncGenerator<Found> {
  const readRecords = newRecordEventReader();
  // What is due is judged when a block is over, whatever the order within it, and a block has one tick at most: two
  // would have been endorsed over the same one.
  let ticked: TickEvent | undefined;
  for await (const event of events) {
    const block = Number(event.blockNumber);
    const past = ticked !== undefined && ticked.block < block ? [ticked] : [];
    if (past.length > 0) ticked = undefined;
    const records = readRecords(event);
    if (event.name !== 'ticked') yield { past, records };
    else {
      const tick = tickTime(event);
      ticked = { block, transaction: event.transactionId, reached: tick };
      yield { past, records, tick };
    }
  }
}

function tickTime({ payload }: LedgerEvent): string {
  return textMember(JSON.parse(Buffer.from(payload).toString('utf8')) as JsonObject, 'time');
}
