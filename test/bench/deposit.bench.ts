// Bulk and single deposits over HTTP against the gateway that `npm start` runs, beside Tessera's POSIX server under its
// own hammer in the same run. BENCH_SECONDS (default 60) is the length of each load.
import { BatchMaker } from './support/batch-maker.js';
import { residentBytes, startGatewayProcess, type GatewayProcess } from './support/gateway-process.js';
import { type LoadResult, runLoad } from './support/load.js';
import { untilAnchored } from './support/log-size.js';
import { printMeasure, quantile } from './support/measure.js';
import { findTessera, runTessera } from './support/tessera.js';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 60);
const batchSize = Number(process.env['BENCH_BATCH'] ?? 5_000);
const entryBytes = 500;

const tessera = findTessera();
const peer =
  tessera === null
    ? null
    : {
        name: 'Tessera POSIX server under its hammer (one unsigned entry a request, no bulk call)',
        value: (await runTessera(tessera, { seconds, writers: 256, entryBytes })).entriesPerSecond,
      };

await measured('bulk', async (gateway, maker) => {
  const result = await runLoad({
    url: `${gateway.url}/v1/batches`,
    contentType: 'application/x-ndjson',
    seconds,
    connections: 3,
    recordsPerRequest: batchSize,
    make: () => maker.batch(batchSize),
  });
  const anchoredAfter = await untilAnchored(gateway.url, result.records);
  const rate = result.records / result.seconds;
  printMeasure({
    measure: 'bulk records to durable promise',
    value: rate,
    unit: 'records/s',
    peer,
    goal: 'ratio ≥ 5',
  });
  printMeasure({
    measure: 'bulk records to anchored',
    value: result.records / (result.seconds + anchoredAfter / 1_000),
    unit: 'records/s',
    peer,
  });
  latencies('bulk', result);
});

await measured('single', async (gateway, maker) => {
  const result = await runLoad({
    url: `${gateway.url}/v1/records`,
    contentType: 'application/json',
    seconds,
    connections: 64,
    recordsPerRequest: 1,
    make: () => maker.single(),
  });
  const rate = result.records / result.seconds;
  printMeasure({
    measure: 'single signed records to durable promise',
    value: rate,
    unit: 'records/s',
    peer,
    goal: 'ratio ≥ 0.5',
  });
  latencies('single', result);
});

async function measured(
  name: string,
  run: (gateway: GatewayProcess, maker: BatchMaker) => Promise<void>,
): Promise<void> {
  const gateway = await startGatewayProcess();
  try {
    await run(gateway, new BatchMaker(gateway.depositor));
    const bytes = await residentBytes(gateway.pid);
    if (bytes !== undefined) {
      printMeasure({
        measure: `${name}: memory of ledger and gateway after it`,
        value: bytes / 2 ** 20,
        unit: 'MiB',
      });
    }
  } finally {
    await gateway.close();
  }
}

function latencies(name: string, { latencies: values, clientCpu, seconds: length }: LoadResult): void {
  for (const [label, q] of [
    ['p50', 0.5],
    ['p95', 0.95],
    ['p99', 0.99],
  ] as const) {
    printMeasure({
      measure: `${name}: acknowledgement latency ${label}`,
      value: quantile(values, q),
      unit: 'ms',
    });
  }
  printMeasure({
    measure: `${name}: the client's share of a core`,
    value: clientCpu / length,
    unit: 'cores',
  });
}
