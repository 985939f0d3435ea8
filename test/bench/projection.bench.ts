// How fast a gateway makes its projection anew: the contract's events, as they come from the ledger's client, read and
// folded into an empty folder. The transport from the peer is not in it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { followRecords, newSettledTime, openLevelProjection } from '@quancheng/gateway';
import type { LedgerEvent } from '@quancheng/ledger';
import { readConditions } from './support/conditions.js';
import { printMeasure } from './support/measure.js';
import { newRecordEvents } from './support/record-events.js';

const EVENTS = Number(process.env['BENCH_EVENTS'] ?? 200_000);

/** The same rounds of events again and again would be other records' first versions: all are made before the clock runs. */
async function measure(perTransaction: number, goal?: string): Promise<void> {
  const events = newRecordEvents(EVENTS, perTransaction);
  const bytes = events.reduce((sum, event) => sum + bytesOf(event), 0);
  const directory = await mkdtemp(join(tmpdir(), 'quancheng-bench-'));
  const projection = await openLevelProjection(directory, 'bench');
  const end = new AbortController();
  const last = events.at(-1)?.blockNumber;
  let failure: unknown;
  const cpu = process.cpuUsage();
  const start = performance.now();
  await followRecords(
    {
      ledger: { events: () => replay(events, end.signal) },
      projection,
      settled: newSettledTime(),
      onFolded() {
        const { block, number } = projection.position() ?? {};
        if (BigInt(block ?? 0) === last && number === endNumber(events, perTransaction)) end.abort();
      },
      monitor: {
        report: { state: 'ok', since: '' },
        succeeded: () => undefined,
        failed(error) {
          failure = error;
          end.abort();
          return false;
        },
      },
      logger: { error: () => undefined },
    },
    end.signal,
  );
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  await projection.close();
  await rm(directory, { recursive: true });
  if (failure !== undefined) throw failure as Error;
  const count = events.length * perTransaction;
  const name = `projection rebuilt, ${perTransaction} commands a transaction`;
  printMeasure({ measure: name, value: count / seconds, unit: 'events/s', ...(goal && { goal }) });
  printMeasure({ measure: `${name}: CPU`, value: (user + system) / count, unit: 'µs/event' });
  printMeasure({ measure: `${name}: event`, value: bytes / count, unit: 'bytes' });
  printMeasure({ measure: `${name}: memory`, value: process.memoryUsage().rss / 2 ** 20, unit: 'MiB' });
}

/** Of an event, and of what its transaction wrote. */
function bytesOf({ payload, writes = new Map() }: LedgerEvent): number {
  return [...writes.values()].reduce((sum: number, value: Uint8Array) => sum + value.length, payload.length);
}

/** Position of the last event within its block. */
function endNumber(events: readonly LedgerEvent[], perTransaction: number): number {
  const last = events.at(-1)?.blockNumber;
  return events.filter(({ blockNumber }) => blockNumber === last).length * perTransaction;
}

/** As the ledger's client gives them: all that is there, then nothing more until the end. */
async function* replay(events: readonly LedgerEvent[], signal: AbortSignal): AsyncGenerator<LedgerEvent> {
  yield* events;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}

const conditions = await readConditions();
process.stdout.write(`${JSON.stringify(conditions)}\n`);
await measure(100, '≥ 20000');
await measure(1);
