import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type IndexedSubmission, openLevelSubmissionIndex, type SubmissionIndex } from '@quancheng/gateway';
import { expect } from 'chai';
import { expectPromisesKept, expectRepeated } from './support/check-log.js';
import { expectCode } from './support/expect-code.js';
import { inFolder, openLog } from './support/open-log.js';
import { newRandom } from './support/random.js';
import { newSubmission } from './support/submissions.js';

const WRITES = 200;
const AT_ONCE = 20;
const PAGE = 4096;

function submission(first: number): IndexedSubmission {
  const position = { segment: 0, offset: 64 + first };
  return { key: `p/${first}`, fingerprint: new Uint8Array(32), first, count: 1, received: 1, position };
}

function keys(from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, place) => `p/${from + place}`);
}

/** LevelDB's own log. */
async function ownLog(directory: string): Promise<string> {
  const [name] = (await readdir(directory)).filter((each) => each.endsWith('.log'));
  return join(directory, name ?? '');
}

/** Pages that never reached the medium, though later ones did: they read as zeros. */
async function losePages(path: string, from: number, count: number): Promise<void> {
  const bytes = await readFile(path);
  bytes.fill(0, from * PAGE, Math.min(bytes.length, (from + count) * PAGE));
  await writeFile(path, bytes);
}

describe('the LevelDB index after a loss of power', function () {
  this.timeout(120_000);
  let directory = '';
  let pages = 0;

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'quancheng-index-'));
    const index = await openLevelSubmissionIndex(join(directory, 'running'));
    for (let first = 0; first < WRITES * AT_ONCE; first += AT_ONCE) {
      await index.write(Array.from({ length: AT_ONCE }, (_, place) => submission(first + place)));
    }
    // As the medium has it while the process runs.
    await cp(join(directory, 'running'), join(directory, 'crashed'), { recursive: true });
    await index.close();
    pages = Math.ceil((await readFile(await ownLog(join(directory, 'crashed')))).length / PAGE);
    expect(pages).to.be.greaterThan(50);
  });
  after(() => rm(directory, { recursive: true }));

  /** Opens what is left when these pages were lost; everything up to the last that it knows must be there. */
  async function openWithout(from: number, count: number): Promise<{ index: SubmissionIndex; size: number }> {
    const path = join(directory, `without-${from}-${count}`);
    await cp(join(directory, 'crashed'), path, { recursive: true });
    await losePages(await ownLog(path), from, count);
    const index = await openLevelSubmissionIndex(path);
    const size = ((await index.last())?.first ?? -1) + 1;
    const found = await index.find(keys(0, WRITES * AT_ONCE));
    expect(found.map((each) => each?.first)).to.deep.equal([
      ...Array.from({ length: size }, (_, first) => first),
      ...Array.from({ length: WRITES * AT_ONCE - size }, () => undefined),
    ]);
    return { index, size };
  }

  it('has some number of the first writes, whichever pages are lost', async () => {
    const random = newRandom(7);
    const sizes = new Set<number>();
    for (let round = 0; round < 25; round += 1) {
      // The first write marks the beginning, and is synced.
      const from = 1 + Math.floor(random() * (pages - 1));
      const { index, size } = await openWithout(from, 1 + Math.floor(random() * 12));
      sizes.add(size);
      await index.close();
    }
    expect(sizes.size).to.be.greaterThan(5);
  });

  it('goes on, and is whole after the next loss, too', async () => {
    const { index, size } = await openWithout(20, 3);
    expect(size).to.be.greaterThan(0);
    // Up to here it is synced.
    const begin = Math.ceil((await readFile(await ownLog(join(directory, 'without-20-3')))).length / PAGE);
    for (let first = size; first < size + 500; first += 1) await index.write([submission(first)]);
    await cp(join(directory, 'without-20-3'), join(directory, 'again'), { recursive: true });
    await index.close();
    await losePages(await ownLog(join(directory, 'again')), begin + 5, 1);
    const again = await openLevelSubmissionIndex(join(directory, 'again'));
    const end = ((await again.last())?.first ?? -1) + 1;
    expect(end)
      .to.be.greaterThan(size)
      .and.lessThan(size + 500);
    expect((await again.find(keys(0, end))).every((each, first) => each?.first === first)).to.equal(true);
    await again.close();
  });

  it(
    'so a log over it doubles nothing',
    inFolder(async (folder) => {
      const log = await openLog(folder);
      const acknowledged = new Map<string, Awaited<ReturnType<typeof log.append>>>();
      for (let number = 0; number < 300; number += 1) {
        const key = `${'p'.repeat(100)}/${number}`;
        acknowledged.set(key, await log.append(newSubmission(key)));
      }
      const crashed = `${folder}-crashed`;
      await cp(folder, crashed, { recursive: true });
      await log.close();
      await losePages(await ownLog(join(crashed, 'index')), 4, 3);
      const reopened = await openLog(crashed);
      expect(reopened.recovery.submissionsReplayedToIndex).to.be.greaterThan(100).and.lessThan(300);
      await expectPromisesKept(reopened, acknowledged);
      await expectRepeated(reopened, acknowledged, 0);
      expect(reopened.size).to.equal(300);
      await reopened.close();
    }),
  );

  it(
    'says what to do when LevelDB finds it damaged, and that helps',
    inFolder(async (folder) => {
      const log = await openLog(folder);
      const acknowledged = new Map([['p/1', await log.append(newSubmission('p/1'))]]);
      await log.close();
      const [manifest = ''] = (await readdir(join(folder, 'index'))).filter((each) =>
        each.startsWith('MANIFEST'),
      );
      await writeFile(join(folder, 'index', manifest), Buffer.alloc(100, 1));
      await expectCode(openLog(folder), 'LOG_INDEX_CORRUPT');
      await rm(join(folder, 'index'), { recursive: true });
      const reopened = await openLog(folder);
      await expectPromisesKept(reopened, acknowledged);
      await reopened.close();
    }),
  );
});
