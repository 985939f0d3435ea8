import type { Appended, EvidenceLog } from '@quancheng/gateway';
import { equalBytes, leafHash, merkleRoot, type LeafHash } from '@quancheng/protocol';
import { expect } from 'chai';
import fc from 'fast-check';
import { expectPromisesKept, rootOfServedEntries } from './support/check-log.js';
import { MemoryIndex } from './support/memory-index.js';
import { openLog } from './support/open-log.js';
import { newRandom } from './support/random.js';
import { SimulatedFiles } from './support/simulated-files.js';
import { entriesOf, newSubmission } from './support/submissions.js';

type Step =
  | { kind: 'append'; key: number; count: number }
  | { kind: 'publish' }
  | { kind: 'pause' }
  | { kind: 'reopen' };

const steps = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constant('append' as const),
        key: fc.nat(30),
        count: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 200, max: 600 })),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('publish' as const) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('pause' as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('reopen' as const) }) },
  ),
  { maxLength: 40 },
);

/** The root over what clients were told, computed naively. */
function expectedRoot(told: ReadonlyMap<string, Appended>): Uint8Array {
  const leaves: LeafHash[] = [];
  for (const [key, { first, count, received }] of told) {
    let index = first;
    for (const entry of entriesOf(key, count, received)) leaves[index++] = leafHash(entry);
  }
  return merkleRoot(leaves);
}

describe('any interleaving of appends, checkpoints and restarts', function () {
  this.timeout(120_000);
  it('gives a log whose root is that of its entries', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.nat(), async (story: Step[], seed) => {
        const random = newRandom(seed);
        const files = new SimulatedFiles();
        const index = new MemoryIndex();
        // Operations take turns of random length, so that stages overlap in every way.
        files.delay = async () => {
          for (let turns = Math.floor(random() * 4); turns > 0; turns -= 1) await Promise.resolve();
        };
        const open = (): Promise<EvidenceLog> =>
          openLog('/log', { files, openIndex: () => Promise.resolve(index), segmentBytes: 2_000 });
        const told = new Map<string, Appended>();
        let log = await open();
        const underWay: Promise<unknown>[] = [];
        for (const step of story) {
          if (step.kind === 'append') {
            const key = `p/${step.key}`;
            const appended = log.append(newSubmission(key, step.count)).then(
              (answer) => told.set(key, { ...answer, duplicate: false }),
              (error: unknown) => expect(error).to.have.property('code', 'IDEMPOTENCY_CONFLICT'),
            );
            underWay.push(appended);
          } else if (step.kind === 'publish') {
            underWay.push(log.publish());
          } else if (step.kind === 'pause') {
            await Promise.all(underWay.splice(0));
          } else {
            await Promise.all(underWay.splice(0));
            await log.close();
            log = await open();
          }
        }
        await Promise.all(underWay);
        await expectPromisesKept(log, told);
        const { checkpoint } = await log.publish();
        expect(equalBytes(checkpoint.rootHash, expectedRoot(told))).to.equal(true);
        const read = (path: string): Promise<Buffer> => Promise.resolve(files.contents(path));
        const served = await rootOfServedEntries(read, log.publicDirectory, checkpoint.size);
        expect(equalBytes(served, checkpoint.rootHash)).to.equal(true);
        await log.close();
      }),
      { numRuns: 100 },
    );
  });
});
