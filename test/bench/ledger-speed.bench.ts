// The embedded node against a network of real Fabric nodes on the same machine: one record a transaction, two
// endorsements, blocks synced to disk, same contract (the tests' trial chaincode: one put of 500 bytes), same client
// process and number of clients. Once with the official client as it comes and once with this project's native signer, on
// both. The network is tuned first: its batch timeout is the best of a sweep. Then alternating runs; medians count.
// BENCH_RUNS (default 5), BENCH_SECONDS (default 10 for each run), BENCH_CLIENTS (default 128). A full run writes
// docs/benchmarks/ledger-speed.json, or what BENCH_RESULT names.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultTopology, type FabricBinaries, findFabricBinaries } from '@quancheng/network';
import { readConditions } from './support/conditions.js';
import { printMeasure, quantile } from './support/measure.js';
import type { BackEnd } from './support/speed/back-end.js';
import { startEmbedded } from './support/speed/start-embedded.js';
import { startFabric } from './support/speed/start-fabric.js';
import { runSubmitLoad, type SignerKind, type SubmitResult } from './support/speed/submit-load.js';

const runs = Number(process.env['BENCH_RUNS'] ?? 5);
const seconds = Number(process.env['BENCH_SECONDS'] ?? 10);
const clients = Number(process.env['BENCH_CLIENTS'] ?? 128);
const valueBytes = 500;
const sweptTimeouts = ['50ms', '100ms', '200ms', '500ms', '1s', '2s'];
const signers = ['stock', 'native'] as const;
const goals = { stock: 'ratio ≥ 2.5', native: 'ratio ≥ 4, aim 6' };
const warmUpSeconds = 3;

const chaincodePath = join(import.meta.dirname, '../../network/fixtures/trial-chaincode');
const topology = { ...defaultTopology, chaincode: { ...defaultTopology.chaincode, policy: 2 } };
const networkName = 'four peers, four BFT orderers, four chaincode processes, mutual TLS; two endorsements';

interface Run extends Omit<SubmitResult, 'latencies'> {
  readonly backEnd: string;
  readonly signer: SignerKind;
  /** Latency in milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

const folder = await mkdtemp(join(tmpdir(), 'quancheng-bench-speed-'));
try {
  const conditions = await readConditions();
  say(`conditions: ${JSON.stringify(conditions)}`);
  say(`network: ${networkName}; ${clients} clients, ${runs} alternating runs of ${seconds} s each`);
  const binaries = findFabricBinaries();
  if (binaries === null) say('Fabric’s programs are not here (FABRIC_BIN, PATH): the embedded node alone');
  const sweep = binaries === null ? [] : await sweepTimeouts(binaries);
  const [best] = [...sweep].sort((left, right) => right.perSecond - left.perSecond);
  const measured = await alternate(binaries, best?.batchTimeout);
  const summary = signers.map((signer) => summarise(signer, measured));
  const parameters = { network: networkName, clients, seconds, valueBytes, batchTimeout: best?.batchTimeout };
  if (process.env['BENCH_RUNS'] === undefined || process.env['BENCH_RESULT'] !== undefined) {
    const file =
      process.env['BENCH_RESULT'] ?? join(import.meta.dirname, '../../../docs/benchmarks/ledger-speed.json');
    const result = { conditions, parameters, sweep, summary, runs: measured };
    await writeFile(file, `${JSON.stringify(result, undefined, 2)}\n`);
    say(`written: ${file}`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function sweepTimeouts(
  binaries: FabricBinaries,
): Promise<{ batchTimeout: string; perSecond: number }[]> {
  const found: { batchTimeout: string; perSecond: number }[] = [];
  for (const batchTimeout of sweptTimeouts) {
    const fabric = await startFabric(join(folder, 'sweep'), topology, chaincodePath, binaries, batchTimeout);
    try {
      await load(fabric, 'native', warmUpSeconds);
      const { perSecond } = await load(fabric, 'native', seconds);
      say(`sweep: batch timeout ${batchTimeout}: ${perSecond.toFixed(0)} tx/s with the native signer`);
      found.push({ batchTimeout, perSecond: round(perSecond) });
    } finally {
      await fabric.stop();
    }
  }
  return found;
}

/** Each ledger is started for its runs and stopped after them: an idle network takes time from the other, too. */
async function alternate(binaries: FabricBinaries | null, batchTimeout = '50ms'): Promise<Run[]> {
  const starts = [() => startEmbedded(folder, topology, chaincodePath)];
  if (binaries !== null) {
    starts.unshift(() => startFabric(folder, topology, chaincodePath, binaries, batchTimeout));
  }
  const measured: Run[] = [];
  for (let run = 0; run < runs; run += 1) {
    for (const start of starts) {
      const backEnd = await start();
      try {
        await load(backEnd, 'native', warmUpSeconds);
        for (const signer of signers) measured.push(await measure(backEnd, signer));
      } finally {
        await backEnd.stop();
      }
    }
  }
  return measured;
}

function load(backEnd: BackEnd, signer: SignerKind, duration: number): Promise<SubmitResult> {
  return runSubmitLoad(backEnd, signer, { seconds: duration, clients, valueBytes });
}

async function measure(backEnd: BackEnd, signer: SignerKind): Promise<Run> {
  const { latencies, perSecond, clientCpu, ledgerCpu } = await load(backEnd, signer, seconds);
  const run: Run = {
    backEnd: backEnd.name,
    signer,
    perSecond: round(perSecond),
    p50: round(quantile(latencies, 0.5)),
    p99: round(quantile(latencies, 0.99)),
    clientCpu: round(clientCpu),
    ledgerCpu: round(ledgerCpu),
  };
  say(JSON.stringify(run));
  return run;
}

/** Prints medians, spread and ratio for one signer. */
function summarise(signer: SignerKind, measured: readonly Run[]) {
  const rates = (backEnd: string): number[] =>
    measured.filter((run) => run.backEnd === backEnd && run.signer === signer).map((run) => run.perSecond);
  const spread = (values: readonly number[]) => ({
    median: quantile(values, 0.5),
    least: Math.min(...values),
    most: Math.max(...values),
  });
  const embedded = spread(rates('embedded'));
  const fabric = rates('Fabric').length === 0 ? null : spread(rates('Fabric'));
  printMeasure({
    measure: `embedded node, ${signer} signer (${embedded.least}–${embedded.most})`,
    value: embedded.median,
    unit: 'tx/s',
    peer:
      fabric === null
        ? null
        : { name: `real Fabric (${fabric.least}–${fabric.most}): ${networkName}`, value: fabric.median },
    goal: goals[signer],
  });
  return { signer, embedded, fabric, ratio: fabric === null ? null : round(embedded.median / fabric.median) };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
