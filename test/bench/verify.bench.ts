// How fast evidence is verified offline: bundles with many checkpoints and signers on one core, single packages in a
// fresh process and in a warm one, and what the parts of the files weigh.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { deflateSync } from 'node:zlib';
import { decodeUtf8, type JsonObject } from '@quancheng/protocol';
import { exportPackage, formatBundle, formatPackage, verifyBundle, verifyPackage } from '@quancheng/verifier';
import { newLargeEvidence } from '../support/evidence/million-records.js';
import { VERIFIED_AT } from '../support/evidence/standard-evidence.js';
import { readConditions } from './support/conditions.js';
import { newEvidenceSet, type EvidenceSet } from './support/evidence-set.js';
import { printMeasure, quantile } from './support/measure.js';
import { proofsPerSecond } from './support/proof-peer.js';

const CHECKPOINTS = Number(process.env['BENCH_CHECKPOINTS'] ?? 1_000);
const SIGNERS = Number(process.env['BENCH_SIGNERS'] ?? 100);
/** Under one checkpoint. */
const RECORDS = Number(process.env['BENCH_RECORDS'] ?? 10);
const WARM = 200;
const COLD = 7;

const run = promisify(execFile);
const child = fileURLToPath(new URL('./support/verify-process.js', import.meta.url));

/** Processor time of all threads, so that garbage is not collected for nothing on another core. */
async function measureBundle(set: EvidenceSet, what: string): Promise<void> {
  const bytes = formatBundle(set.bundle);
  const options = { trustRoot: set.world.consortium.root, time: VERIFIED_AT };
  const count = set.bundle.records.length;
  const { user, system } = await measured(async () => {
    const { verdict, code } = await verifyBundle(bytes, options);
    if (verdict !== 'integrity-proven') throw new Error(`${verdict} ${code}`);
  });
  const peer = await proofsPerSecond(set);
  printMeasure({
    measure: `verified from a bundle of ${count}, ${CHECKPOINTS} checkpoints, ${SIGNERS} signers: ${what}`,
    value: count / ((user + system) / 1e6),
    unit: 'records/s of one core',
    peer: peer === null ? null : { name: 'torchwood: tlog-proofs only', value: peer },
    goal: '≥ 2000',
  });
  printMeasure({ measure: `a record in that bundle: ${what}`, value: bytes.length / count, unit: 'bytes' });
}

async function measured(action: () => Promise<void>): Promise<NodeJS.CpuUsage> {
  const before = process.cpuUsage();
  await action();
  return process.cpuUsage(before);
}

async function measureSingles(set: EvidenceSet): Promise<void> {
  const packages = singlePackages(set);
  const options = { trustRoot: set.world.consortium.root, time: VERIFIED_AT };
  const taken: number[] = [];
  for (const bytes of [...packages, ...packages]) {
    const { user, system } = await measured(async () => {
      await verifyPackage(bytes, options);
    });
    taken.push((user + system) / 1e3);
  }
  const warm = taken.slice(packages.length);
  printMeasure({
    measure: 'single package, warm process: median CPU',
    value: quantile(warm, 0.5),
    unit: 'ms',
  });
  printMeasure({ measure: 'single package, warm process: p95 CPU', value: quantile(warm, 0.95), unit: 'ms' });
  await measureCold(packages[0]!, set.world.consortium.rootEnvelope);
}

/** Of records all over the log, as a gateway makes them: with the promise, and one read of what they need. */
function singlePackages({ world, deposited, bundle }: EvidenceSet): Uint8Array[] {
  const count = Math.min(WARM, deposited.length);
  const places = Array.from({ length: count }, (_, number) =>
    Math.floor((number * deposited.length) / count),
  );
  return places.map((place) => {
    const each = deposited[place]!;
    const keys = world.keysOf(each, world.covering(each));
    const reads = [new Uint8Array(deflateSync(world.read({ keys }), { level: 9 }))];
    const { proof } = exportPackage(bundle, place);
    return formatPackage(world.packageOf(each, { proof, promise: each.promise, reads }));
  });
}

async function measureCold(bytes: Uint8Array, root: Uint8Array): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'quancheng-verify-'));
  const paths = [join(folder, 'package'), join(folder, 'root')] as const;
  await writeFile(paths[0], bytes);
  await writeFile(paths[1], root);
  const inside: number[] = [];
  const whole: number[] = [];
  for (let number = 0; number < COLD; number += 1) {
    const start = performance.now();
    const { stdout } = await run(process.execPath, [child, ...paths]);
    whole.push(performance.now() - start);
    const { verdict, milliseconds } = JSON.parse(stdout) as { verdict: string; milliseconds: number };
    if (verdict !== 'integrity-proven') throw new Error(verdict);
    inside.push(milliseconds);
  }
  await rm(folder, { recursive: true });
  printMeasure({
    measure: 'single package, fresh process: median',
    value: quantile(inside, 0.5),
    unit: 'ms',
  });
  printMeasure({ measure: 'the same with the process’s start', value: quantile(whole, 0.5), unit: 'ms' });
}

/** Of a record in a log of a million, with three witnesses' cosignatures and all three organisations' endorsements. */
function printParts(): void {
  const { tlogProof, packageBytes } = newLargeEvidence();
  const goal = '≤ 12288, original apart';
  printMeasure({
    measure: '.tlog-proof at a million records',
    value: tlogProof.length,
    unit: 'bytes',
    goal: '≤ 2500',
  });
  printMeasure({ measure: 'single package', value: packageBytes.length, unit: 'bytes', goal });
  for (const [part, value] of Object.entries(JSON.parse(decodeUtf8(packageBytes)) as JsonObject)) {
    const bytes = Buffer.byteLength(JSON.stringify(value));
    printMeasure({ measure: `single package: ${part}`, value: bytes, unit: 'bytes' });
  }
}

const conditions = await readConditions();
process.stdout.write(`${JSON.stringify(conditions)}\n`);
const shape = { checkpoints: CHECKPOINTS, signers: SIGNERS, records: RECORDS };
await measureBundle(newEvidenceSet({ ...shape, isBatched: true }), 'batches signed once');
const singles = newEvidenceSet({ ...shape, isBatched: false });
await measureBundle(singles, 'each signed by itself');
await measureSingles(singles);
printParts();
