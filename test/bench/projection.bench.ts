// How fast a gateway makes its projection anew: the contract's events, as they come from the ledger's client, read and
// folded into an empty folder. The transport from the peer is not in it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { followRecords, newSettledTime, openLevelProjection } from '@quancheng/gateway';
import type { LedgerEvent } from '@quancheng/ledger';
import { readConditions } from './support/conditions.js';
import { readEventFile, writeEventFile } from './support/event-file.js';
import { printMeasure } from './support/measure.js';
import { newRecordEvents } from './support/record-events.js';

const EVENTS = Number(process.env['BENCH_EVENTS'] ?? 200_000);

/** All events are made before the clock runs, and read from a file while it does. */
async function measure(perTransaction: number): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'quancheng-bench-'));
  const path = join(directory, 'events');
  const made = { bytes: 0, count: 0, block: 0, inBlock: 0 };
  await writeEventFile(path, counted(newRecordEvents(EVENTS, perTransaction), perTransaction, made));
  const projection = await openLevelProjection(join(directory, 'projection'), 'bench');
  const end = new AbortController();
  let failure: unknown;
  const cpu = process.cpuUsage();
  const start = performance.now();
  await followRecords(
    {
      ledger: { events: () => replay(path, end.signal) },
      projection,
      settled: newSettledTime(),
      onFolded() {
        const { block, number } = projection.position() ?? {};
        if (block === made.block && number === made.inBlock) end.abort();
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
  const { bytes, count } = made;
  const name = `projection rebuilt, ${perTransaction} commands a transaction`;
  printMeasure({ measure: name, value: count / seconds, unit: 'events/s', goal: '≥ 20000' });
  printMeasure({ measure: `${name}: CPU`, value: (user + system) / count, unit: 'µs/event' });
  printMeasure({ measure: `${name}: event`, value: bytes / count, unit: 'bytes' });
  printMeasure({ measure: `${name}: memory`, value: process.memoryUsage().rss / 2 ** 20, unit: 'MiB' });
}

/** The events, with what was made of them so far: bytes, record events, and the last one's place. */
function* counted(
  events: Iterable<LedgerEvent>,
  perTransaction: number,
  made: { bytes: number; count: number; block: number; inBlock: number },
): Generator<LedgerEvent> {
  for (const event of events) {
    const block = Number(event.blockNumber);
    made.inBlock = (block === made.block ? made.inBlock : 0) + perTransaction;
    made.block = block;
    made.count += perTransaction;
    made.bytes += bytesOf(event);
    yield event;
  }
}

/** Of an event, and of what its transaction wrote. */
function bytesOf({ payload, writes = new Map() }: LedgerEvent): number {
  return [...writes.values()].reduce((sum: number, value: Uint8Array) => sum + value.length, payload.length);
}

/** As the ledger's client gives them: all that is there, then nothing more until the end. */
async function* replay(path: string, signal: AbortSignal): AsyncGenerator<LedgerEvent> {
  yield* readEventFile(path);
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}

const conditions = await readConditions();
process.stdout.write(`${JSON.stringify(conditions)}\n`);
await measure(100);
await measure(1);
