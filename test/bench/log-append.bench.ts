// The evidence log by itself: entries a second into its journal, tree and index, with a checkpoint published every
// second, and how long a submitter waits. No HTTP, signatures or validation.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type EvidenceLog, openEvidenceLog, type Submission } from '@quancheng/gateway';
import { isQuanchengError, newNoteSigner, newSigner } from '@quancheng/protocol';
import { printMeasure, quantile } from './support/measure.js';

interface Load {
  readonly batch: number;
  /** Submitters that each wait for an acknowledgement before they send the next. */
  readonly submitters: number;
  readonly goal?: string;
}

const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 60);
const RECORD_BYTES = 500;
const LOADS: readonly Load[] = [
  { batch: 10_000, submitters: 6, goal: '≥ 65000' },
  { batch: 10_000, submitters: 1 },
  { batch: 100, submitters: 64 },
  { batch: 1, submitters: 256 },
  { batch: 1, submitters: 1 },
];

/** Entries as long as the gateway's (docs/specs/log.md). */
function* entriesOf(number: number, count: number, received: string): Generator<Uint8Array> {
  const digest = createHash('sha256').update(String(number)).digest('hex');
  for (let member = 0; member < count; member += 1) {
    const text = `{"envelope":"${digest}","kind":"sharing-event","member":${member},"received":"${received}","schema":"quancheng/entry/v1","sha256":"${digest}","sm3":"${digest}"}`;
    yield Buffer.from(text, 'latin1');
  }
}

function newSubmission(number: number, count: number, body: Uint8Array): Submission {
  return {
    key: `participant/${String(number).padStart(12, '0')}`,
    fingerprint: createHash('sha256').update(String(number)).digest(),
    body,
    count,
    entries: (received) => entriesOf(number, count, received),
  };
}

async function measure({ batch, submitters, goal }: Load): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'quancheng-bench-'));
  const signers = [newNoteSigner('log.example/bench', newSigner('ed25519', randomBytes(32)))];
  const log = await openEvidenceLog({
    directory,
    origin: 'log.example/bench',
    signers,
    decode: () => newSubmission(0, batch, new Uint8Array()),
    heads: () => Promise.resolve([]),
  });
  const waits: number[] = [];
  const publishing: number[] = [];
  const end = performance.now() + SECONDS * 1_000;
  const publisher = publishUntil(log, end, publishing);
  let number = 0;
  const body = randomBytes(batch * RECORD_BYTES);
  const submitter = async (): Promise<void> => {
    while (performance.now() < end) {
      const start = performance.now();
      const answer = await log.append(newSubmission(number++, batch, body)).catch(patient);
      if (answer !== undefined) waits.push(performance.now() - start);
    }
  };
  const start = performance.now();
  const cpu = process.cpuUsage();
  await Promise.all(Array.from({ length: submitters }, submitter));
  const rate = log.size / ((performance.now() - start) / 1_000);
  const { user, system } = process.cpuUsage(cpu);
  const { size } = log;
  await publisher;
  await log.close();
  await rm(directory, { recursive: true });
  const load = `log append, batches of ${batch}, ${submitters} submitters`;
  printMeasure({ measure: load, value: rate, unit: 'entries/s', ...(goal && { goal }) });
  printMeasure({ measure: `${load}: acknowledged, p50`, value: quantile(waits, 0.5), unit: 'ms' });
  printMeasure({ measure: `${load}: acknowledged, p95`, value: quantile(waits, 0.95), unit: 'ms' });
  printMeasure({ measure: `${load}: checkpoint, p95`, value: quantile(publishing, 0.95), unit: 'ms' });
  printMeasure({ measure: `${load}: CPU`, value: (user + system) / size, unit: 'µs/entry' });
  printMeasure({ measure: `${load}: memory`, value: process.memoryUsage().rss / 2 ** 20, unit: 'MiB' });
}

async function publishUntil(log: EvidenceLog, end: number, took: number[]): Promise<void> {
  while (performance.now() < end) {
    await delay(1_000);
    const start = performance.now();
    await log.publish();
    took.push(performance.now() - start);
  }
}

async function patient(error: unknown): Promise<undefined> {
  if (!isQuanchengError(error, 'LOG_BUSY')) throw error;
  await delay(20);
}

for (const load of LOADS) await measure(load);
