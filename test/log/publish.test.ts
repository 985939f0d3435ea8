import { cp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Head } from '@quancheng/gateway';
import {
  emptyRoot,
  newNoteSigner,
  newSigner,
  parseNote,
  parseRootHash,
  verifyNote,
} from '@quancheng/protocol';
import { expect } from 'chai';
import { expectCode } from './support/expect-code.js';
import { inFolder, noteSigner, openLog, ORIGIN } from './support/open-log.js';
import { newSubmission } from './support/submissions.js';

describe('publishing checkpoints', function () {
  this.timeout(120_000);
  it(
    'signs the empty tree, then what was appended, and nothing twice',
    inFolder(async (directory) => {
      const log = await openLog(directory);
      const empty = await log.publish();
      expect(empty.checkpoint).to.deep.include({ origin: ORIGIN, size: 0, rootHash: emptyRoot });
      await log.append(newSubmission('a/1', 3));
      const first = await log.publish();
      expect(first.checkpoint.size).to.equal(3);
      expect(await log.publish()).to.deep.equal(first);
      expect(await readFile(join(log.publicDirectory, 'checkpoint'), 'utf8')).to.equal(first.note);
      expect(verifyNote(parseNote(first.note), [noteSigner.key])).to.have.length(1);
      await log.close();
      const reopened = await openLog(directory);
      expect(reopened.published).to.deep.equal(first);
      await reopened.close();
    }),
  );

  it(
    'serves calls at the same time one after the other',
    inFolder(async (directory) => {
      const log = await openLog(directory);
      const published: number[] = [];
      for (let round = 0; round < 5; round += 1) {
        void log.append(newSubmission(`a/${round}`, 100));
        const publish = log.publish().then(({ checkpoint }) => published.push(checkpoint.size));
        if (round === 4) await publish;
      }
      expect(published).to.have.length(5);
      expect(published).to.deep.equal([...published].sort((a, b) => a - b));
      await log.close();
    }),
  );

  it(
    'keeps full tiles, and incomplete ones only while a checkpoint may need them',
    inFolder(async (directory) => {
      const log = await openLog(directory);
      for (const count of [100, 100, 100]) {
        await log.append(newSubmission(`a/${log.size}`, count));
        await log.publish();
      }
      const exists = async (path: string): Promise<boolean> =>
        (await readFile(join(log.publicDirectory, path)).catch(() => undefined)) !== undefined;
      for (const path of ['tile/0/000', 'tile/entries/000', 'tile/0/001.p/44', 'tile/entries/001.p/44']) {
        expect(await exists(path), path).to.equal(true);
        expect(log.servedFile(path), path).to.deep.include({ path });
      }
      for (const path of ['tile/0/000.p/100', 'tile/0/000.p/200', 'tile/entries/000.p/200']) {
        expect(await exists(path), path).to.equal(false);
      }
      await log.close();
    }),
  );

  it(
    'serves only files that the published checkpoint covers',
    inFolder(async (directory) => {
      const log = await openLog(directory);
      expect(log.servedFile('checkpoint')).to.equal(undefined);
      await log.append(newSubmission('a/1', 300));
      await log.publish();
      await log.append(newSubmission('a/2', 300));
      const served = ['checkpoint', 'tile/0/000', 'tile/0/001.p/44', 'tile/1/000.p/1', 'tile/entries/000'];
      for (const path of served) expect(log.servedFile(path), path).to.deep.include({ path });
      const refused = [
        '',
        'signed',
        'tile/0/001',
        'tile/0/001.p/45',
        'tile/1/000',
        'tile/0/002.p/1',
        'tile/0/../../../signed',
        'tile/0/0',
        'tile/64/000',
        '/checkpoint',
      ];
      for (const path of refused) expect(log.servedFile(path), path).to.equal(undefined);
      await log.close();
    }),
  );

  it(
    'signs the same size again when the key is rotated, with old and new key',
    inFolder(async (directory) => {
      const log = await openLog(directory);
      await log.append(newSubmission('a/1', 5));
      const before = await log.publish();
      await log.close();
      const next = newNoteSigner(ORIGIN, newSigner('ed25519', new Uint8Array(32).fill(8)));
      const rotating = await openLog(directory, { signers: [noteSigner, next] });
      const both = await rotating.publish();
      expect(both.checkpoint).to.deep.equal(before.checkpoint);
      expect(verifyNote(parseNote(both.note), [noteSigner.key, next.key])).to.have.length(2);
      await rotating.close();
    }),
  );

  it(
    'does not open another log’s folder',
    inFolder(async (directory) => {
      const log = await openLog(directory);
      await log.publish();
      await log.close();
      await expectCode(openLog(directory, { origin: 'log.example/other' }), 'LOG_ORIGIN_MISMATCH');
    }),
  );
});

describe('refusing to fork', () => {
  /** The ledger, as far as the log asks it. */
  function newLedger(): { heads: () => Promise<Head[]>; head: Head | undefined; isAway: boolean } {
    const ledger = {
      head: undefined as Head | undefined,
      isAway: false,
      heads: (): Promise<Head[]> => {
        if (ledger.isAway) return Promise.reject(new Error('no connection'));
        return Promise.resolve(ledger.head === undefined ? [] : [ledger.head]);
      },
    };
    return ledger;
  }

  it(
    'refuses to open an older backup than the ledger has seen',
    inFolder(async (directory) => {
      const ledger = newLedger();
      const log = await openLog(directory, { heads: ledger.heads });
      await log.append(newSubmission('a/1', 300));
      await log.publish();
      await log.close();
      await cp(directory, `${directory}-backup`, { recursive: true });
      const later = await openLog(directory, { heads: ledger.heads });
      await later.append(newSubmission('a/2', 10));
      const { checkpoint } = await later.publish();
      ledger.head = { size: checkpoint.size, root: checkpoint.rootHash, holder: 'ledger' };
      await later.close();
      await expectCode(openLog(`${directory}-backup`, { heads: ledger.heads }), 'LOG_FORK_REFUSED');
      await (await openLog(directory, { heads: ledger.heads })).close();
    }),
  );

  it(
    'refuses a backup that grew another way to the same size and beyond',
    inFolder(async (directory) => {
      const ledger = newLedger();
      const log = await openLog(directory, { heads: ledger.heads });
      await log.append(newSubmission('a/1', 300));
      await log.publish();
      await log.close();
      await cp(directory, `${directory}-backup`, { recursive: true });
      const later = await openLog(directory, { heads: ledger.heads });
      await later.append(newSubmission('a/2', 10));
      const { checkpoint } = await later.publish();
      await later.close();
      for (const count of [10, 20]) {
        const fork = await openLog(`${directory}-backup`, { heads: ledger.heads });
        await fork.append(newSubmission(`b/${count}`, count));
        const before = fork.published;
        ledger.head = { size: checkpoint.size, root: checkpoint.rootHash, holder: 'ledger' };
        await expectCode(fork.publish(), 'LOG_FORK_REFUSED');
        await expectCode(fork.append(newSubmission('b/more')), 'LOG_FORK_REFUSED');
        expect(fork.failure?.code).to.equal('LOG_FORK_REFUSED');
        expect(fork.published).to.deep.equal(before);
        expect((await fork.record(0)).key).to.equal('a/1');
        await fork.close();
        await expectCode(openLog(`${directory}-backup`, { heads: ledger.heads }), 'LOG_FORK_REFUSED');
        ledger.head = undefined;
      }
    }),
  );

  it(
    'goes on appending, unsigned, while the ledger is away, and signs when it is back',
    inFolder(async (directory) => {
      const ledger = newLedger();
      const log = await openLog(directory, { heads: ledger.heads });
      ledger.isAway = true;
      await log.append(newSubmission('a/1'));
      await expectCode(log.publish(), 'LOG_HEADS_UNKNOWN');
      expect(log.published).to.equal(undefined);
      await log.append(newSubmission('a/2'));
      ledger.isAway = false;
      expect((await log.publish()).checkpoint.size).to.equal(2);
      await log.close();
      ledger.isAway = true;
      await expectCode(openLog(directory, { heads: ledger.heads }), 'LOG_HEADS_UNKNOWN');
      ledger.isAway = false;
      await (await openLog(directory, { heads: ledger.heads })).close();
    }),
  );

  it(
    'refuses where somebody holds another root of a size that we have',
    inFolder(async (directory) => {
      const ledger = newLedger();
      const log = await openLog(directory, { heads: ledger.heads });
      await log.append(newSubmission('a/1', 9));
      await log.publish();
      ledger.head = { size: 4, root: await log.rootAt(4), holder: 'witness' };
      await log.publish();
      ledger.head = { size: 4, root: parseRootHash(new Uint8Array(32)), holder: 'witness' };
      await expectCode(log.publish(), 'LOG_FORK_REFUSED');
      await log.close();
    }),
  );

  it(
    'never signs a smaller tree than it signed, even if nobody else remembers',
    inFolder(async (directory) => {
      const log = await openLog(directory);
      await log.append(newSubmission('a/1', 3));
      await log.publish();
      await log.close();
      await rm(join(directory, 'journal'), { recursive: true });
      await rm(join(directory, 'index'), { recursive: true });
      await expectCode(openLog(directory), 'LOG_JOURNAL_CORRUPT');
    }),
  );
});
