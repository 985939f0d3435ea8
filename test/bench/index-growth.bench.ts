// The log's index alone, growing to ten million singly deposited records: look-up and write of each, as the sequencer
// does it, with ids that sort by time and, as the peer, with random ones. BENCH_KEYS: how many.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type IndexedSubmission, openLevelSubmissionIndex } from '@quancheng/gateway';
import { newIdentifier } from '@quancheng/sdk';
import { printMeasure } from './support/measure.js';

const wanted = Number(process.env['BENCH_KEYS'] ?? 10_000_000);
const step = Math.min(100_000, wanted);
/** Records that one look-up and one write take, as under load. */
const group = 200;

const random = await grow('random ids', () => randomBytes(16).toString('hex'));
const ordered = await grow('ids that sort by time', newIdentifier);
for (const [place, name] of ['first', 'last'].entries()) {
  printMeasure({
    measure: `index, ids that sort by time, the ${name} ${step} of ${wanted}`,
    value: ordered[place] ?? Number.NaN,
    unit: 'records/s',
    peer: { name: 'the same with random ids', value: random[place] ?? Number.NaN },
  });
}
printMeasure({
  measure: 'index, ids that sort by time, the last against the first',
  value: ordered[1] / ordered[0],
  unit: 'of the speed',
  goal: '≥ 0.9',
});

/** @returns records a second of the first and of the last step, the median of three each */
async function grow(name: string, newId: () => string): Promise<[number, number]> {
  const directory = await mkdtemp(join(tmpdir(), 'quancheng-index-growth-'));
  const index = await openLevelSubmissionIndex(join(directory, 'index'));
  const rates: number[] = [];
  for (let done = 0; done < wanted; done += step) {
    const start = performance.now();
    for (let first = done; first < done + step; first += group) {
      const submissions = Array.from({ length: group }, (_, place) => newSubmission(newId(), first + place));
      const found = await index.find(submissions.map(({ key }) => key));
      if (found.some((each) => each !== undefined)) throw new Error('a new id was found');
      await index.write(submissions);
    }
    rates.push(step / ((performance.now() - start) / 1_000));
    if (done % (10 * step) === 0)
      process.stderr.write(`${name}: ${done + step}: ${Math.round(rates.at(-1) ?? 0)}/s\n`);
  }
  await index.close();
  await rm(directory, { recursive: true });
  return [median(rates.slice(0, 3)), median(rates.slice(-3))];
}

function newSubmission(id: string, first: number): IndexedSubmission {
  const fingerprint = createHash('sha256').update(id).digest();
  return {
    key: `11370100DEMAGC0014/${id}`,
    fingerprint,
    first,
    count: 1,
    received: Date.now(),
    position: { segment: first - (first % 100_000), offset: 64 + (first % 100_000) * 1_500 },
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
