// How soon what was acknowledged is anchored: from a batch's last acknowledged byte until its anchor is VALID, under an
// open loop, on the embedded node and on real Fabric. The peer in the same run is the same gateway with a naive anchor
// loop, which waits for a timer of a second. BENCH_SECONDS (default 30) is the length of each load, BENCH_LEDGERS which
// ledgers (embedded,fabric).
import { findFabricBinaries } from '@quancheng/network';
import { LEDGER } from '../chaincode/support/statements.js';
import { depositor } from '../gateway/support/gateway-world.js';
import { readMetrics, type Metrics } from '../gateway/support/metrics.js';
import { startGatewayChild } from '../gateway/support/start-gateway-child.js';
import { runOpenLoop, type AnchorLatencies } from './support/anchor-latency.js';
import { BatchMaker } from './support/batch-maker.js';
import { runLoad } from './support/load.js';
import { printMeasure, quantile } from './support/measure.js';
import { processorTime } from './support/process-load.js';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 30);
const ledgers = (process.env['BENCH_LEDGERS'] ?? 'embedded,fabric').split(',');
const BATCH = 500;
const RATE = 10_000;
const GOALS: Readonly<Record<string, string>> = { embedded: 'p95 < 500', fabric: 'p95 < 2000' };
const NAMES: Readonly<Record<string, string>> = {
  embedded: 'embedded node',
  fabric: 'Fabric (four peers, four BFT orderers, BatchTimeout 50 ms)',
};
const NAIVE = { linger: 0, interval: 1_000, shortest: 1_000, many: 0 };

for (const ledger of ['embedded', 'fabric'] as const) {
  if (!ledgers.includes(ledger)) continue;
  if (ledger === 'fabric' && findFabricBinaries() === null) {
    process.stderr.write('skipped: Fabric’s programs are not here (FABRIC_BIN, PATH)\n');
    continue;
  }
  await measure(ledger);
}

interface Run extends AnchorLatencies {
  readonly gatewayCores: number;
  readonly metrics: Metrics;
}

async function measure(ledger: 'embedded' | 'fabric'): Promise<void> {
  const gateway = startGatewayChild(ledger);
  const maker = new BatchMaker({ ...depositor, recipient: '91370100DEMBNK001F', ledger: LEDGER });
  const loop = async (pace: object, rate: number): Promise<Run> => {
    const url = await gateway.start({ pace });
    const before = processorTime(gateway.pid);
    const newBodies = () => maker.batches(BATCH);
    const run = await runOpenLoop({ url, recordsPerSecond: rate, batchSize: BATCH, seconds, newBodies });
    const gatewayCores = (processorTime(gateway.pid) - before) / 1_000 / run.seconds;
    return { ...run, gatewayCores, metrics: await readMetrics(url) };
  };
  const naive = await loop(NAIVE, RATE);
  print(ledger, RATE, await loop({}, RATE), naive);
  const maximum = await maximumOf(await gateway.start({}), maker);
  const rate = Math.round(0.8 * maximum);
  print(ledger, rate, await loop({}, rate), null, ` (80 % of ${Math.round(maximum)})`);
  await gateway.end();
}

function print(ledger: string, rate: number, run: Run, naive: AnchorLatencies | null, remark = ''): void {
  const load = `${NAMES[ledger] ?? ledger}, open loop ${rate}/s${remark}`;
  for (const q of [0.5, 0.95, 0.99]) {
    const peer = naive && { name: 'a fixed timer of a second', value: quantile(naive.toAnchor, q) };
    const goal = q === 0.95 ? GOALS[ledger] : undefined;
    printMeasure({
      measure: `${load}: acknowledged to VALID, p${q * 100}`,
      value: quantile(run.toAnchor, q),
      unit: 'ms',
      peer,
      ...(goal === undefined ? {} : { goal }),
    });
  }
  const value = (name: string, number: number, unit: string): void =>
    printMeasure({ measure: `${load}: ${name}`, value: number, unit });
  value('acknowledged', run.rate, 'records/s');
  value('acknowledgement latency p95', quantile(run.toAcknowledgement, 0.95), 'ms');
  value('anchors', run.anchors / run.seconds, 'anchors/s');
  for (const stage of ['checkpoint', 'anchor']) {
    const total = (what: string): number =>
      run.metrics.value(`quancheng_stage_duration_seconds_${what}`, { stage }) ?? Number.NaN;
    value(`${stage}, on average`, (1_000 * total('sum')) / total('count'), 'ms');
  }
  const cost = (what: string): number =>
    run.metrics.value(`quancheng_ledger_${what}`, { task: 'anchoring' }) ?? Number.NaN;
  value('ledger bytes of an anchor', cost('bytes_total') / cost('transactions_total'), 'bytes');
  value('the client’s share', run.clientCores, 'cores');
  value('the gateway’s share', run.gatewayCores, 'cores');
}

/** A closed loop with two connections, as short as tells. */
async function maximumOf(url: string, maker: BatchMaker): Promise<number> {
  const result = await runLoad({
    url: `${url}/v1/batches`,
    contentType: 'application/x-ndjson',
    seconds: Math.min(seconds, 10),
    connections: 3,
    recordsPerRequest: BATCH,
    newBodies: () => maker.batches(BATCH),
  });
  return result.records / result.seconds;
}
