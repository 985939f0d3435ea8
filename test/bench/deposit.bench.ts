// Bulk and single deposits over HTTP against the gateway that `npm start` runs. In the same run, where their programs
// are found: Tessera's POSIX server under its own hammer, and real Fabric with one transaction per record.
// BENCH_SECONDS (default 60) is the length of each load, BENCH_BATCH (default 5,000) the batch size, BENCH_ARMS (`bulk`,
// `single`, `single-p256`, `peers`; default all) what is run, BENCH_LEDGER (`embedded` or `fabric`) where bulk is
// anchored, BENCH_CONNECTIONS (default 256, as many as Tessera's hammer has writers) how many connections send single
// records, and BENCH_PREPARED how many of them are signed before the clock runs.
import { randomInt } from 'node:crypto';
import { type FabricBinaries, findFabricBinaries } from '@quancheng/network';
import { batchIdOf, BatchMaker } from './support/batch-maker.js';
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
import { startMainNetwork } from './support/main-network.js';
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
const ledger = process.env['BENCH_LEDGER'] ?? 'embedded';
/** Records that are asked for after the bulk run. */
const RETRIEVED = 50;

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

const network = ledger === 'fabric' ? await startMainNetwork(requireBinaries()) : undefined;
try {
  await measured('bulk', measureBulk, undefined, network?.options);
} finally {
  await network?.down();
}
await measured('single', measureSingles('single signed records'));
await measured('single-p256', measureSingles('single records signed with P-256'), newNativeP256Key());

async function measureBulk(gateway: GatewayProcess, maker: BatchMaker): Promise<void> {
  const batches: string[] = [];
  const before = processorTime(gateway.pid);
  const result = await runLoad({
    url: `${gateway.url}/v1/batches`,
    contentType: 'application/x-ndjson',
    seconds,
    connections: 3,
    recordsPerRequest: batchSize,
    newBodies() {
      const next = maker.batches(batchSize);
      return () => {
        const body = next();
        batches.push(batchIdOf(body));
        return body;
      };
    },
  });
  const server = processorTime(gateway.pid) - before;
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
  processorTimes('bulk', server, result);
  await retrieveAfterKill(gateway, batches);
}

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
    processorTimes(name, server, result);
  };
}

type Measured = (gateway: GatewayProcess, maker: BatchMaker) => Promise<void>;

/** @param options further arguments of `quancheng start` */
async function measured(
  name: string,
  run: Measured,
  key?: DepositorKey,
  options: readonly string[] = [],
): Promise<void> {
  if (!arms.includes(name)) return;
  const gateway = await startGatewayProcess(options, key);
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

/** Ends the process without a warning and asks the next one for records of all over the run. */
async function retrieveAfterKill(gateway: GatewayProcess, batches: readonly string[]): Promise<void> {
  const restart = await gateway.restart('SIGKILL');
  printMeasure({ measure: 'bulk: start after SIGKILL', value: restart / 1_000, unit: 's' });
  for (let number = 0; number < RETRIEVED; number += 1) {
    const batch = batches[randomInt(batches.length)] ?? '';
    const record = `${gateway.depositor.participant}/${batch}.${randomInt(batchSize)}`;
    const answer = await fetch(`${gateway.url}/v1/records/${record}/package`);
    if (!answer.ok) throw new Error(`${record} after the start: ${answer.status} ${await answer.text()}`);
    await answer.arrayBuffer();
  }
  printMeasure({ measure: 'bulk: records’ packages retrieved after it', value: RETRIEVED, unit: 'records' });
}

/** @param server milliseconds of the process that is ledger and gateway */
function processorTimes(arm: string, server: number, { records, clientCpu }: LoadResult): void {
  for (const [name, milliseconds] of [
    ['ledger and gateway', server],
    ['client', clientCpu * 1_000],
  ] as const) {
    printMeasure({
      measure: `${arm}: processor time of the ${name} a record`,
      value: (milliseconds * 1_000) / records,
      unit: 'µs',
    });
  }
}

function requireBinaries(): FabricBinaries {
  const found = findFabricBinaries();
  if (found === null) throw new Error('BENCH_LEDGER=fabric needs Fabric’s programs (CONTRIBUTING.md)');
  return found;
}
