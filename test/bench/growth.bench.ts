// What `npm start` runs, grown over HTTP to ten million records in signed batches: speed, memory, and time and size of
// the proofs of records from all over the log as it grows; then how long a restart takes. The peer of each figure is
// the same gateway at 100,000 records. BENCH_RECORDS: how many; BENCH_PLOT: an SVG file to write.
import { writeFile } from 'node:fs/promises';
import { batchIdOf, BatchMaker } from './support/batch-maker.js';
import { residentBytes, startGatewayProcess, type GatewayProcess } from './support/gateway-process.js';
import { formatLinePlots } from './support/line-plot.js';
import { runLoad } from './support/load.js';
import { untilAnchored } from './support/log-size.js';
import { printMeasure, quantile } from './support/measure.js';

const wanted = Number(process.env['BENCH_RECORDS'] ?? 10_000_000);
const batchSize = Number(process.env['BENCH_BATCH'] ?? 5_000);
const mebibyte = 2 ** 20;
/** The first is for the compiler to warm up; the next one begins at about a hundred thousand records. */
const warmUpSeconds = 2;
const sampleSeconds = 5;
const proofsASample = 20;

/** The log at one size. */
interface Sample {
  readonly records: number;
  /** Records a second up to here, since the sample before. */
  readonly rate: number;
  readonly resident: number;
  /** Milliseconds, median and slowest. */
  readonly proof: readonly [number, number];
  readonly proofBytes: number;
}

const gateway = await startGatewayProcess();
try {
  const samples = await grow(gateway);
  report(samples);
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    const restart = await gateway.restart(signal);
    const measure = `restart after ${signal} at ${samples.at(-1)?.records ?? 0} records`;
    printMeasure({ measure, value: restart / 1_000, unit: 's', goal: '< 5' });
  }
  const plot = process.env['BENCH_PLOT'];
  if (plot !== undefined) await writeFile(plot, draw(samples));
} finally {
  await gateway.close();
}

async function grow({ url, pid, depositor }: GatewayProcess): Promise<Sample[]> {
  const maker = new BatchMaker(depositor);
  const batches: string[] = [];
  const samples: Sample[] = [];
  for (let records = 0; records < wanted; ) {
    const result = await runLoad({
      url: `${url}/v1/batches`,
      contentType: 'application/x-ndjson',
      seconds: records === 0 ? warmUpSeconds : sampleSeconds,
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
    const rate = result.records / result.seconds;
    records += result.records;
    await untilAnchored(url, records);
    const proofs = await prove(url, depositor.participant, batches);
    samples.push({ records, rate, resident: (await residentBytes(pid)) ?? Number.NaN, ...proofs });
    process.stderr.write(`${records}: ${Math.round(rate)}/s\n`);
  }
  return samples.slice(1);
}

async function prove(
  url: string,
  participant: string,
  batches: readonly string[],
): Promise<Pick<Sample, 'proof' | 'proofBytes'>> {
  const times: number[] = [];
  let proofBytes = 0;
  for (let count = 0; count < proofsASample; count += 1) {
    const batch = batches[Math.floor((batches.length * count) / proofsASample)] ?? '';
    const start = performance.now();
    const member = Math.floor((batchSize * count) / proofsASample);
    const answer = await fetch(`${url}/v1/records/${participant}/${batch}.${member}/proof`);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${answer.status}: ${text}`);
    times.push(performance.now() - start);
    proofBytes = Math.max(proofBytes, Buffer.byteLength(text));
  }
  return { proof: [quantile(times, 0.5), Math.max(...times)], proofBytes };
}

function report(samples: readonly Sample[]): void {
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined) throw new Error('too few records to compare');
  const rate = quantile(
    samples.slice(-5).map((sample) => sample.rate),
    0.5,
  );
  const at = (name: string) => `${name} at ${last.records} records`;
  const peerAt = (value: number) => ({ name: 'the same gateway from 100,000 records on', value });
  printMeasure({
    measure: at('bulk'),
    value: rate,
    unit: 'records/s',
    peer: peerAt(first.rate),
    goal: 'ratio ≥ 0.9',
  });
  const resident = Math.max(...samples.map((sample) => sample.resident)) / mebibyte;
  printMeasure({
    measure: 'greatest memory of ledger and gateway',
    value: resident,
    unit: 'MiB',
    peer: peerAt(first.resident / mebibyte),
    goal: '≤ 512',
  });
  printMeasure({ measure: at('proof, p50'), value: last.proof[0], unit: 'ms', peer: peerAt(first.proof[0]) });
  printMeasure({
    measure: at('proof, slowest'),
    value: last.proof[1],
    unit: 'ms',
    peer: peerAt(first.proof[1]),
  });
  printMeasure({
    measure: at('proof'),
    value: last.proofBytes,
    unit: 'bytes',
    peer: peerAt(first.proofBytes),
  });
}

function draw(samples: readonly Sample[]): string {
  const plot = (title: string, unit: string, of: (sample: Sample) => number) => ({
    title,
    horizontal: 'records in the log',
    curve: { title: unit, points: samples.map((sample) => [sample.records, of(sample)] as const) },
  });
  return formatLinePlots([
    plot('Deposits in signed batches', 'records/s', ({ rate }) => rate),
    plot('Resident memory of ledger and gateway', 'MiB', ({ resident }) => resident / mebibyte),
    plot('Proof of one record, over HTTP', 'ms, median of 20', ({ proof }) => proof[0]),
    plot('Proof of one record', 'bytes', ({ proofBytes }) => proofBytes),
  ]);
}
