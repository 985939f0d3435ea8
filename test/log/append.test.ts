import { readFile } from 'node:fs/promises';
import type { Appended } from '@quancheng/gateway';
import { leafHash, merkleRoot, verifyConsistency } from '@quancheng/protocol';
import { expect } from 'chai';
import { expectPromisesKept, expectRepeated, rootOfServedEntries } from './support/check-log.js';
import { expectCode } from './support/expect-code.js';
import { inFolder, openLog } from './support/open-log.js';
import { entriesOf, newSubmission } from './support/submissions.js';

describe('appending to the evidence log', function () {
  this.timeout(120_000);
  it(
    'gives consecutive indexes and proves every entry',
    inFolder(async (directory) => {
      const log = await openLog(directory);
      const acknowledged = new Map<string, Appended>();
      for (const count of [1, 254, 1, 1, 600, 1]) {
        const key = `participant/${acknowledged.size}`;
        acknowledged.set(key, await log.append(newSubmission(key, count)));
      }
      const firsts = [...acknowledged.values()].map(({ first }) => first);
      expect(firsts).to.deep.equal([0, 1, 255, 256, 257, 857]);
      await expectPromisesKept(log, acknowledged);
      const { checkpoint } = await log.publish();
      expect(checkpoint.size).to.equal(858);
      const served = await rootOfServedEntries(readFile, log.publicDirectory, checkpoint.size);
      expect(Buffer.from(served).equals(checkpoint.rootHash)).to.equal(true);
      await log.close();
    }),
  );

  it(
    'takes a batch of 10,000 entries as one submission',
    inFolder(async (directory) => {
      const log = await openLog(directory);
      await log.append(newSubmission('a/single'));
      const appended = await log.append(newSubmission('a/batch', 10_000));
      expect(appended).to.deep.include({ first: 1, count: 10_000, duplicate: false });
      await expectPromisesKept(log, new Map([['a/batch', appended]]));
      const single = [...entriesOf('a/single', 1, (await log.record(0)).received)];
      const batch = [...entriesOf('a/batch', 10_000, appended.received)];
      const expected = merkleRoot([...single, ...batch].map((entry) => leafHash(entry)));
      expect(Buffer.from(await log.rootAt(10_001)).equals(expected)).to.equal(true);
      await log.close();
    }),
  );

  it(
    'answers a repetition with the first answer, in flight, stored and after a restart',
    inFolder(async (directory) => {
      const log = await openLog(directory);
      const [first, inFlight] = await Promise.all([
        log.append(newSubmission('a/1', 3)),
        log.append(newSubmission('a/1', 3)),
      ]);
      expect(first.duplicate).to.equal(false);
      expect(inFlight).to.deep.equal({ ...first, duplicate: true });
      const acknowledged = new Map([['a/1', { first: 0, count: 3, received: first.received }]]);
      await expectRepeated(log, acknowledged, 0);
      await log.close();
      const reopened = await openLog(directory);
      await expectRepeated(reopened, acknowledged, 0);
      expect(reopened.size).to.equal(3);
      await reopened.close();
    }),
  );

  it(
    'refuses another submission under the same key, in flight and stored',
    inFolder(async (directory) => {
      const log = await openLog(directory);
      const first = log.append(newSubmission('a/1'));
      await expectCode(log.append(newSubmission('a/1', 2)), 'IDEMPOTENCY_CONFLICT');
      await first;
      await expectCode(log.append(newSubmission('a/1', 2)), 'IDEMPOTENCY_CONFLICT');
      expect(log.size).to.equal(1);
      await log.close();
    }),
  );

  it(
    'never lets receipt times go backwards, whatever the clock does',
    inFolder(async (directory) => {
      const times = [5_000, 4_000, 6_000.7];
      const clock = (): number => times.shift() ?? 1_000;
      const log = await openLog(directory, { clock });
      const received: string[] = [];
      for (const key of ['a', 'b', 'c']) received.push((await log.append(newSubmission(key))).received);
      await log.close();
      const reopened = await openLog(directory, { clock });
      received.push((await reopened.append(newSubmission('d'))).received);
      await reopened.close();
      const seconds = ['05.000', '05.000', '06.000', '06.000'];
      expect(received).to.deep.equal(seconds.map((each) => `1970-01-01T00:00:${each}Z`));
    }),
  );

  it(
    'refuses what contradicts itself and takes no index for it',
    inFolder(async (directory) => {
      const log = await openLog(directory);
      const good = newSubmission('a/1', 2);
      const bad = [
        { ...good, count: 3 },
        { ...good, count: 1 },
        { ...good, count: 0 },
        { ...good, count: 1.5 },
        { ...good, key: '' },
        { ...good, key: 'k'.repeat(513) },
        { ...good, key: 'a/\ud800' },
        { ...good, fingerprint: new Uint8Array(31) },
        { ...good, entries: () => [new Uint8Array(65_536), new Uint8Array(1)] },
      ];
      for (const each of bad) await expectCode(log.append(each), 'LOG_SUBMISSION_INVALID');
      expect(log.heldBytes).to.equal(0);
      expect((await log.append(good)).first).to.equal(0);
      await log.close();
    }),
  );

  it(
    'passes on what derivation throws, and goes on',
    inFolder(async (directory) => {
      const log = await openLog(directory);
      const failing = {
        ...newSubmission('a/1'),
        entries: (): never => {
          throw new RangeError('ours');
        },
      };
      const outcomes = await Promise.allSettled([log.append(failing), log.append(newSubmission('a/2'))]);
      expect(outcomes[0]).to.have.property('reason').that.is.instanceOf(RangeError);
      expect(outcomes[1]).to.have.nested.property('value.first', 0);
      await log.close();
    }),
  );

  it(
    'is busy rather than large, and takes the same submissions later',
    inFolder(async (directory) => {
      const log = await openLog(directory, { maximumHeldBytes: 300_000 });
      const submissions = Array.from({ length: 50 }, (_, index) => newSubmission(`a/${index}`, 1, 20_000));
      const outcomes = await Promise.allSettled(submissions.map((each) => log.append(each)));
      const refused = outcomes.filter(({ status }) => status === 'rejected');
      expect(refused).to.have.length.within(30, 40);
      for (const each of refused) expect(each).to.have.nested.property('reason.code', 'LOG_BUSY');
      for (const each of submissions) await log.append(each);
      expect(log.size).to.equal(50);
      await log.publish();
      expect(log.heldBytes).to.equal(0);
      await log.close();
    }),
  );

  it(
    'takes a submission larger than its memory bound when it holds nothing else',
    inFolder(async (directory) => {
      const log = await openLog(directory, { maximumHeldBytes: 10_000 });
      expect((await log.append(newSubmission('a/1', 1, 50_000))).first).to.equal(0);
      await log.close();
    }),
  );

  it(
    'answers questions about unknown indexes, sizes and keys',
    inFolder(async (directory) => {
      const log = await openLog(directory);
      await log.append(newSubmission('a/1'));
      await log.publish();
      expect(await log.lookup('a/2')).to.equal(undefined);
      for (const index of [-1, 0.5, 1, Number.NaN]) {
        await expectCode(log.record(index), 'LOG_INDEX_UNKNOWN');
        await expectCode(log.entry(index), 'LOG_INDEX_UNKNOWN');
        await expectCode(log.inclusionProof(index, 1), 'LOG_INDEX_UNKNOWN');
      }
      for (const size of [-1, 0.5, 2]) await expectCode(log.rootAt(size), 'LOG_INDEX_UNKNOWN');
      await expectCode(log.consistencyProof(2, 1), 'LOG_INDEX_UNKNOWN');
      await log.close();
    }),
  );

  it(
    'proves that later trees contain earlier ones',
    inFolder(async (directory) => {
      const log = await openLog(directory);
      const sizes = [0];
      for (const count of [1, 255, 300, 7]) {
        await log.append(newSubmission(`a/${count}`, count));
        sizes.push((await log.publish()).checkpoint.size);
      }
      for (const oldSize of sizes) {
        for (const newSize of sizes.filter((size) => size >= oldSize)) {
          const [oldRoot, newRoot] = [await log.rootAt(oldSize), await log.rootAt(newSize)];
          const proof = await log.consistencyProof(oldSize, newSize);
          expect(verifyConsistency(oldSize, newSize, oldRoot, newRoot, proof)).to.equal(true);
        }
      }
      await log.close();
    }),
  );

  it(
    'answers and publishes while others never stop appending',
    inFolder(async (directory) => {
      const log = await openLog(directory);
      let isOver = false;
      const submitter = async (name: number): Promise<void> => {
        for (let round = 0; !isOver; round += 1) await log.append(newSubmission(`${name}/${round}`, 20));
      };
      const submitters = Promise.all(Array.from({ length: 8 }, (_, name) => submitter(name)));
      for (let round = 0; round < 30; round += 1) {
        const key = `question/${round}`;
        const { first, count, received } = await log.append(newSubmission(key, 2));
        expect(await log.lookup(key)).to.deep.equal({ first, count, received });
        expect(await log.record(first + 1)).to.deep.include({ key, first });
        expect((await log.publish()).checkpoint.size).to.be.at.least(first + count);
        expect(await log.entry(first)).to.have.length.greaterThan(0);
      }
      isOver = true;
      await submitters;
      await log.close();
    }),
  );

  it(
    'finishes what it took before it closes, and takes nothing after',
    inFolder(async (directory) => {
      const log = await openLog(directory);
      const appended = log.append(newSubmission('a/1', 1000));
      await log.close();
      expect((await appended).count).to.equal(1000);
      await expectCode(log.append(newSubmission('a/2')), 'LOG_CLOSED');
      await expectCode(log.publish(), 'LOG_CLOSED');
      const reopened = await openLog(directory);
      expect(reopened.size).to.equal(1000);
      await reopened.close();
    }),
  );

  it(
    'lets only one opener in',
    inFolder(async (directory) => {
      const log = await openLog(directory);
      await expectCode(openLog(directory), 'LOG_LOCKED');
      await log.close();
      await (await openLog(directory)).close();
    }),
  );
});
