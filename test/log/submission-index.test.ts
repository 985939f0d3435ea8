import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type IndexedSubmission, openLevelSubmissionIndex, type SubmissionIndex } from '@quancheng/gateway';
import { expect } from 'chai';
import { expectCode } from './support/expect-code.js';
import { MemoryIndex } from './support/memory-index.js';

function submission(key: string, first: number, count = 1): IndexedSubmission {
  const position = { segment: first - (first % 10), offset: 64 + first };
  const fingerprint = new Uint8Array(32).fill(first % 256);
  return { key, fingerprint, first, count, received: 1_800_000_000_000 + first, position };
}

/** Equal by value: an implementation may give Buffers. */
function plain(found: IndexedSubmission | undefined): object | undefined {
  return found && { ...found, fingerprint: [...found.fingerprint] };
}

function expectSame(found: IndexedSubmission | undefined, expected: IndexedSubmission | undefined): void {
  expect(plain(found)).to.deep.equal(plain(expected));
}

/** What every index of submissions does. */
function conforms(name: string, open: (directory: string) => Promise<SubmissionIndex>): void {
  describe(`submission index: ${name}`, () => {
    let directory = '';
    let index: SubmissionIndex;

    beforeEach(async () => {
      directory = await mkdtemp(join(tmpdir(), 'quancheng-index-'));
      index = await open(join(directory, 'index'));
    });

    afterEach(async () => {
      await index.close();
      await rm(directory, { recursive: true });
    });

    it('is empty at first', async () => {
      expect(await index.last()).to.equal(undefined);
      expect(await index.at(0)).to.equal(undefined);
      expect(await index.find(['a', ''])).to.deep.equal([undefined, undefined]);
      expect(await index.find([])).to.deep.equal([]);
    });

    it('finds by key, in the order asked', async () => {
      const [first, second] = [submission('甲/1', 0, 5), submission('b/1', 5)];
      await index.write([first, second]);
      const found = await index.find(['b/1', 'b', '甲/1', 'b/1']);
      expect(found).to.have.length(4);
      for (const [place, expected] of [second, undefined, first, second].entries()) {
        expectSame(found[place], expected);
      }
    });

    it('finds the submission that an index belongs to', async () => {
      const large = 2 ** 40;
      const all = [
        submission('a', 0, 3),
        submission('b', 3, 300),
        submission('c', 303, 1),
        submission('d', large),
      ];
      await index.write(all.slice(0, 2));
      await index.write(all.slice(2));
      const places: [number, number][] = [
        [0, 0],
        [2, 0],
        [3, 1],
        [255, 1],
        [256, 1],
        [302, 1],
        [303, 2],
        [large, 3],
      ];
      for (const [at, expected] of places) expectSame(await index.at(at), all[expected]);
      expectSame(await index.last(), all[3]);
    });

    it('writes the same submission twice without harm', async () => {
      await index.write([submission('a', 0)]);
      await index.write([submission('a', 0), submission('b', 1)]);
      expectSame((await index.find(['a']))[0], submission('a', 0));
      expectSame(await index.last(), submission('b', 1));
    });
  });
}

conforms('LevelDB', openLevelSubmissionIndex);
conforms('in memory', () => Promise.resolve(new MemoryIndex()));

describe('submission index in LevelDB', () => {
  it('remembers, and lets only one opener in', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'quancheng-index-'));
    const path = join(directory, 'index');
    const index = await openLevelSubmissionIndex(path);
    await index.write([submission('a', 0, 7)]);
    await expectCode(openLevelSubmissionIndex(path), 'LOG_LOCKED');
    await index.close();
    const again = await openLevelSubmissionIndex(path);
    expectSame(await again.last(), submission('a', 0, 7));
    await again.close();
    await rm(directory, { recursive: true });
  });
});
