import { appendFile, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Appended, EvidenceLogOptions } from '@quancheng/gateway';
import { expect } from 'chai';
import { expectPromisesKept } from './support/check-log.js';
import { expectCode } from './support/expect-code.js';
import { MemoryIndex } from './support/memory-index.js';
import { inFolder, openLog } from './support/open-log.js';
import { newSubmission } from './support/submissions.js';

/** A closed log of some submissions, the first three of them published. */
async function grow(
  directory: string,
  changes: Partial<EvidenceLogOptions> = {},
): Promise<Map<string, Appended>> {
  const log = await openLog(directory, changes);
  const acknowledged = new Map<string, Appended>();
  for (let index = 0; index < 6; index += 1) {
    const key = `p/${index}`;
    acknowledged.set(key, await log.append(newSubmission(key, 1 + index * 90, 300)));
    if (index === 2) await log.publish();
  }
  await log.close();
  return acknowledged;
}

async function segments(directory: string): Promise<string[]> {
  const names = (await readdir(join(directory, 'journal'))).sort();
  return names.map((name) => join(directory, 'journal', name));
}

async function flipBit(path: string, offset: number): Promise<void> {
  const bytes = await readFile(path);
  bytes.writeUInt8(bytes.readUInt8(offset) ^ 1, offset);
  await writeFile(path, bytes);
}

/** Opens with an index that knows nothing, so that the whole journal is read. */
function emptyIndex(): Partial<EvidenceLogOptions> {
  return { openIndex: () => Promise.resolve(new MemoryIndex()) };
}

describe('a damaged evidence log', function () {
  this.timeout(120_000);
  it(
    'cuts off a torn last write',
    inFolder(async (directory) => {
      const acknowledged = await grow(directory);
      const [segment = ''] = await segments(directory);
      const whole = await readFile(segment);
      const frame = whole.subarray(-600);
      for (const torn of [Buffer.alloc(5_000), frame.subarray(0, 100), Buffer.from('garbage')]) {
        await appendFile(segment, torn);
        const log = await openLog(directory);
        expect(log.recovery.truncatedBytes).to.equal(torn.length);
        await expectPromisesKept(log, acknowledged);
        await log.close();
      }
    }),
  );

  it(
    'refuses to open on any flipped bit before the journal’s end',
    inFolder(async (directory) => {
      await grow(directory);
      const [segment = ''] = await segments(directory);
      const { size } = await stat(segment);
      // The seal that closing wrote is the last frame; damage in it looks like a torn write, and harms nothing.
      const seal = 124;
      for (let offset = 3; offset < size - seal; offset += 61) {
        await flipBit(segment, offset);
        await expectCode(openLog(directory), 'LOG_JOURNAL_CORRUPT');
        await expectCode(openLog(directory, emptyIndex()), 'LOG_JOURNAL_CORRUPT');
        await flipBit(segment, offset);
      }
      await (await openLog(directory)).close();
    }),
  );

  it(
    'refuses a damaged segment header that has frames behind it, though nothing else remembers them',
    inFolder(async (directory) => {
      const small = { segmentBytes: 400 };
      await grow(directory, small);
      const last = (await segments(directory)).at(-1) ?? '';
      await flipBit(last, 30);
      await expectCode(openLog(directory, { ...small, ...emptyIndex() }), 'LOG_JOURNAL_CORRUPT');
      await flipBit(last, 30);
      await (await openLog(directory, small)).close();
    }),
  );

  it(
    'refuses a journal that lost its end',
    inFolder(async (directory) => {
      await grow(directory);
      const [segment = ''] = await segments(directory);
      const { size } = await stat(segment);
      await truncate(segment, size - 1_000);
      await expectCode(openLog(directory), 'LOG_JOURNAL_CORRUPT');
      expect((await stat(segment)).size).to.equal(size - 1_000);
    }),
  );

  it(
    'refuses a journal that lost a segment in its middle, and finds damage in an earlier one when it reads it',
    inFolder(async (directory) => {
      const small = { segmentBytes: 400 };
      await grow(directory, small);
      const paths = await segments(directory);
      expect(paths).to.have.length.greaterThan(4);
      const [first = '', second = ''] = paths;
      await flipBit(second, 300);
      const log = await openLog(directory, small);
      await expectCode(log.record(1), 'LOG_JOURNAL_CORRUPT');
      await log.close();
      await expectCode(openLog(directory, { ...small, ...emptyIndex() }), 'LOG_JOURNAL_CORRUPT');
      await flipBit(second, 300);
      await rm(first);
      await expectCode(openLog(directory, { ...small, ...emptyIndex() }), 'LOG_JOURNAL_CORRUPT');
    }),
  );

  it(
    'refuses a journal that belongs to another index',
    inFolder(async (directory) => {
      await grow(directory);
      const other = await openLog(`${directory}-other`);
      for (let index = 0; index < 6; index += 1) {
        await other.append(newSubmission(`q/${index}`, 1 + index * 90, 300));
      }
      await other.close();
      await rm(join(`${directory}-other`, 'index'), { recursive: true });
      const openIndex = async (): Promise<MemoryIndex> => {
        const index = new MemoryIndex();
        const [segment] = [0];
        await index.write([
          {
            key: 'p/0',
            fingerprint: new Uint8Array(32),
            first: 0,
            count: 1,
            received: 0,
            position: { segment, offset: 64 },
          },
        ]);
        return index;
      };
      await expectCode(openLog(`${directory}-other`, { openIndex }), 'LOG_JOURNAL_CORRUPT');
    }),
  );

  it(
    'makes a lost index again from the journal',
    inFolder(async (directory) => {
      const acknowledged = await grow(directory, { segmentBytes: 400 });
      await rm(join(directory, 'index'), { recursive: true });
      const log = await openLog(directory, { segmentBytes: 400 });
      expect(log.recovery.submissionsReplayedToIndex).to.equal(6);
      await expectPromisesKept(log, acknowledged);
      await log.close();
    }),
  );

  it(
    'refuses tiles that do not give the signed root, and makes them again when told to',
    inFolder(async (directory) => {
      const acknowledged = await grow(directory);
      const tiles = ['tile/0/001.p/17', 'tile/1/000.p/1', 'tile/entries/001.p/17'];
      for (const tile of tiles) {
        const path = join(directory, 'public', tile);
        const whole = await readFile(path);
        for (const damaged of [whole.subarray(1), Buffer.from(whole.map((byte) => byte ^ 1))]) {
          await writeFile(path, damaged);
          await expectCode(openLog(directory), 'LOG_TREE_CORRUPT');
        }
        await rm(path);
        await expectCode(openLog(directory), 'LOG_TREE_CORRUPT');
        await (await openLog(directory, { rebuildTree: true })).close();
        expect((await readFile(path)).equals(whole), tile).to.equal(true);
      }
      await rm(join(directory, 'public'), { recursive: true });
      const log = await openLog(directory, { rebuildTree: true });
      await expectPromisesKept(log, acknowledged);
      await log.close();
    }),
  );

  it(
    'refuses to go on if bodies no longer derive the entries that were promised',
    inFolder(async (directory) => {
      await grow(directory);
      const decode = (): Pick<ReturnType<typeof newSubmission>, 'key' | 'count' | 'entries'> =>
        newSubmission('other');
      await expectCode(openLog(directory, { decode }), 'LOG_JOURNAL_CORRUPT');
      await expectCode(openLog(directory, { decode, rebuildTree: true }), 'LOG_JOURNAL_CORRUPT');
    }),
  );

  it(
    'publishes a signed checkpoint again that was not served yet',
    inFolder(async (directory) => {
      await grow(directory);
      const path = join(directory, 'public', 'checkpoint');
      const note = await readFile(path, 'utf8');
      await rm(path);
      const log = await openLog(directory);
      expect(await readFile(path, 'utf8')).to.equal(note);
      await log.close();
    }),
  );

  it(
    'refuses a damaged record of what it signed',
    inFolder(async (directory) => {
      await grow(directory);
      await writeFile(join(directory, 'signed'), '{"note":"x"}');
      await expectCode(openLog(directory), 'LOG_TREE_CORRUPT');
    }),
  );
});
