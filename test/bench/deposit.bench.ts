// Bulk and single deposits over HTTP against the gateway that `npm start` runs. In the same run, where their programs
// are found: Tessera's POSIX server under its own hammer, and real Fabric with one transaction per record.
// BENCH_SECONDS (default 60) is the length of each load, BENCH_BATCH (default 5,000) the batch size, BENCH_ARMS (`bulk`,
// `single`, `single-p256`, `peers`; default all) what is run, BENCH_CONNECTIONS (default 256, as many as Tessera's hammer has writers)
// how many connections send single records, and BENCH_PREPARED how many of them are signed before the clock runs.
import { findFabricBinaries } from '@quancheng/network';
import { BatchMaker } from './support/batch-maker.js';
import { checkPromises } from './support/check-promises.js';
import { runFabricPerRecord } from './support/fabric-peer.js';
import {
  type DepositorKey,
  type GatewayProcess,
  residentBytes,
  startGatewayProcess,
} from './support/gateway-process.js';
import { type LoadResult, runLoad } from './support/load.js';
import { untilAnchored } from './support/log-size.js';
import { printMeasure, quantile } from './support/measure.js';
import { newNativeP256Key } from './support/native-p256-key.js';
import { processorTime } from './support/process-load.js';
import { runSingles } from './support/single-load.js';
import { findTessera, runTessera } from './support/tessera.js';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 60);
const batchSize = Number(process.env['BENCH_BATCH'] ?? 5_000);
const arms = (process.env['BENCH_ARMS'] ?? 'peers,bulk,single,single-p256').split(',');
const connections = Number(process.env['BENCH_CONNECTIONS'] ?? 256);
const prepared = Number(process.env['BENCH_PREPARED'] ?? seconds * 10_000);
const entryBytes = 500;
/** Single records before the clock runs; Tessera has three seconds. */
const WARM_UP = 20_000;

const tessera = arms.includes('peers') ? findTessera() : null;
const peer =
  tessera === null
    ? null
    : {
        name: 'Tessera POSIX server under its hammer (one unsigned entry a request, no bulk call)',
        value: (await runTessera(tessera, { seconds, writers: 256, entryBytes })).entriesPerSecond,
      };

const binaries = arms.includes('peers') ? findFabricBinaries() : null;
const fabric =
  binaries === null
    ? null
    : {
        name: 'Fabric, one transaction per record (four peers, four BFT orderers, three endorsements)',
        value: (
          await runFabricPerRecord(binaries, {
            seconds: Math.min(seconds, 30),
            clients: 64,
            recordBytes: entryBytes,
          })
        ).transactionsPerSecond,
      };

await measured('bulk', async (gateway, maker) => {
  const result = await runLoad({
    url: `${gateway.url}/v1/batches`,
    contentType: 'application/x-ndjson',
    seconds,
    connections: 3,
    recordsPerRequest: batchSize,
    newBodies: () => maker.batches(batchSize),
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
  const anchored = result.records / (result.seconds + anchoredAfter / 1_000);
  printMeasure({ measure: 'bulk records to anchored', value: anchored, unit: 'records/s', peer });
  printMeasure({
    measure: 'bulk records to anchored',
    value: anchored,
    unit: 'records/s',
    peer: fabric,
    goal: 'ratio ≥ 500',
  });
  latencies('bulk', result);
});

await measured('single', measureSingles('single signed records'));
await measured('single-p256', measureSingles('single records signed with P-256'), newNativeP256Key());

function measureSingles(name: string): Measured {
  return async (gateway, maker) => {
    const warmUp = Array.from({ length: WARM_UP }, () => maker.single());
    await runSingles({ url: gateway.url, seconds, connections, records: warmUp });
    const records = Array.from({ length: prepared }, () => maker.single());
    const before = processorTime(gateway.pid);
    const result = await runSingles({ url: gateway.url, seconds, connections, records });
    const server = processorTime(gateway.pid) - before;
    await checkPromises(gateway.home, result.samples);
    printMeasure({
      measure: `${name} to durable promise`,
      value: result.records / result.seconds,
      unit: 'records/s',
      peer,
      goal: 'ratio ≥ 0.5',
    });
    latencies(name, result);
    for (const [process, milliseconds] of [
      ['ledger and gateway', server],
      ['client', result.clientCpu * 1_000],
    ] as const) {
      printMeasure({
        measure: `${name}: processor time of the ${process} a record`,
        value: (milliseconds * 1_000) / result.records,
        unit: 'µs',
      });
    }
  };
}

type Measured = (gateway: GatewayProcess, maker: BatchMaker) => Promise<void>;

async function measured(name: string, run: Measured, key?: DepositorKey): Promise<void> {
  if (!arms.includes(name)) return;
  const gateway = await startGatewayProcess([], key);
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
