import { setTimeout as delay } from 'node:timers/promises';
import type { Appended } from '@quancheng/gateway';
import { expect } from 'chai';
import { expectPromisesKept } from './support/check-log.js';
import { expectCode } from './support/expect-code.js';
import { MemoryIndex } from './support/memory-index.js';
import { openLog } from './support/open-log.js';
import { newRandom } from './support/random.js';
import { SimulatedFiles } from './support/simulated-files.js';
import { newSubmission } from './support/submissions.js';

describe('the evidence log on failing storage', function () {
  this.timeout(120_000);
  const faults = [
    { code: 'ENOSPC', operation: 'write', what: 'a full disk' },
    { code: 'EROFS', operation: 'write', what: 'a read-only disk' },
    { code: 'EIO', operation: 'datasync', what: 'a failed sync' },
  ];
  for (const { code, operation, what } of faults) {
    it(`acknowledges nothing on ${what}, stops, and is whole when it is opened again`, async () => {
      const files = new SimulatedFiles();
      const index = new MemoryIndex();
      const changes = { files, openIndex: (): Promise<MemoryIndex> => Promise.resolve(index) };
      const log = await openLog('/log', changes);
      const acknowledged = new Map<string, Appended>([['a/1', await log.append(newSubmission('a/1', 3))]]);
      files.fault = (each, path) => (each === operation && path.includes('journal') ? code : undefined);
      const failing = [log.append(newSubmission('a/2')), log.append(newSubmission('a/3', 300))];
      for (const each of failing) await expectCode(each, 'LOG_STORAGE_FAILED');
      files.fault = () => undefined;
      // A failed sync is never tried again: the system may have dropped what it could not write.
      await expectCode(log.append(newSubmission('a/4')), 'LOG_STORAGE_FAILED');
      await expectCode(log.publish(), 'LOG_STORAGE_FAILED');
      expect(log.failure?.code).to.equal('LOG_STORAGE_FAILED');
      expect(log.size).to.equal(3);
      expect((await log.record(0)).key).to.equal('a/1');
      await log.close();
      const reopened = await openLog('/log', changes);
      for (const key of ['a/2', 'a/4']) acknowledged.set(key, await reopened.append(newSubmission(key)));
      await expectPromisesKept(reopened, acknowledged);
      await reopened.close();
    });
  }

  it('writes the unconfirmed end again after a failed sync, because the cache may lie', async () => {
    const files = new SimulatedFiles();
    const index = new MemoryIndex();
    const changes = { files, openIndex: (): Promise<MemoryIndex> => Promise.resolve(index) };
    const log = await openLog('/log', changes);
    await log.append(newSubmission('a/1'));
    files.fault = (operation, path) =>
      operation === 'datasync' && path.includes('journal') ? 'EIO' : undefined;
    await expectCode(log.append(newSubmission('a/2')), 'LOG_STORAGE_FAILED');
    await log.close();
    files.fault = () => undefined;
    files.syncsOnlyNewWrites = true;
    const reopened = await openLog('/log', changes);
    const told = await reopened.append(newSubmission('a/2'));
    await reopened.close();
    const survivor = await openLog('/log', {
      files: files.afterPowerLoss('nothing', newRandom(1)),
      openIndex: () => Promise.resolve(new MemoryIndex()),
    });
    await expectPromisesKept(survivor, new Map([['a/2', told]]));
    await survivor.close();
  });

  it('cuts off a write of which only a later part reached the medium', async () => {
    const files = new SimulatedFiles();
    const changes = { files, openIndex: (): Promise<MemoryIndex> => Promise.resolve(new MemoryIndex()) };
    const log = await openLog('/log', changes);
    const [segment = ''] = files.paths.filter((path) => path.endsWith('.journal'));
    let end = 0;
    let syncs = 0;
    files.fault = (operation, path) => {
      if (operation !== 'datasync' || path !== segment) return undefined;
      syncs += 1;
      if (syncs === 1) end = files.contents(segment).length;
      return syncs === 2 ? 'EIO' : undefined;
    };
    // While the first is written, the others gather for one write.
    files.delay = () => delay(5);
    const first = log.append(newSubmission('a/1'));
    const lost = ['a/2', 'a/3', 'a/4'].map((key) => log.append(newSubmission(key)));
    const told = await first;
    for (const each of lost) await expectCode(each, 'LOG_STORAGE_FAILED');
    await log.close();
    files.fault = () => undefined;
    files.delay = () => Promise.resolve();
    const written = files.contents(segment).length - end;
    expect(written).to.be.greaterThan(3 * 124);
    files.contents(segment).fill(0, end, end + 10);
    const reopened = await openLog('/log', changes);
    expect(reopened.recovery.truncatedBytes).to.equal(written);
    expect(reopened.size).to.equal(1);
    await expectPromisesKept(reopened, new Map([['a/1', told]]));
    await reopened.close();
  });

  for (const place of ['tile', 'signed', 'checkpoint']) {
    it(`publishes nothing when ${place} cannot be written, and loses nothing`, async () => {
      const files = new SimulatedFiles();
      const index = new MemoryIndex();
      const changes = { files, openIndex: (): Promise<MemoryIndex> => Promise.resolve(index) };
      const log = await openLog('/log', changes);
      const acknowledged = new Map([['a/1', await log.append(newSubmission('a/1', 300))]]);
      files.fault = (operation, path) =>
        operation === 'write' && path.includes(place) ? 'ENOSPC' : undefined;
      await expectCode(log.publish(), 'LOG_STORAGE_FAILED');
      await expectCode(log.append(newSubmission('a/2')), 'LOG_STORAGE_FAILED');
      files.fault = () => undefined;
      await log.close();
      const reopened = await openLog('/log', changes);
      await expectPromisesKept(reopened, acknowledged);
      await reopened.close();
    });
  }

  it('says so when it cannot even be opened', async () => {
    const files = new SimulatedFiles();
    files.fault = (operation) => (operation === 'makeDirectory' ? 'EROFS' : undefined);
    await expectCode(openLog('/log', { files }), 'LOG_STORAGE_FAILED');
  });

  it('loses nothing when the index cannot be written', async () => {
    const files = new SimulatedFiles();
    const broken = new MemoryIndex();
    broken.write = () => Promise.reject(new Error('ENOSPC'));
    const log = await openLog('/log', { files, openIndex: () => Promise.resolve(broken) });
    const told = await log.append(newSubmission('a/1', 2));
    await delay(1);
    await expectCode(log.append(newSubmission('a/2')), 'LOG_STORAGE_FAILED');
    await log.close();
    const openIndex = (): Promise<MemoryIndex> => Promise.resolve(new MemoryIndex());
    const reopened = await openLog('/log', { files, openIndex });
    await expectPromisesKept(reopened, new Map([['a/1', told]]));
    await reopened.close();
  });

  it('is only slow on a slow disk, and holds no more than its bound', async () => {
    const files = new SimulatedFiles();
    files.delay = () => delay(5);
    const openIndex = (): Promise<MemoryIndex> => Promise.resolve(new MemoryIndex());
    const log = await openLog('/log', { files, openIndex, maximumHeldBytes: 100_000 });
    const acknowledged = new Map<string, Appended>();
    let busy = 0;
    const client = async (name: number): Promise<void> => {
      for (let round = 0; round < 10; ) {
        const key = `${name}/${round}`;
        try {
          acknowledged.set(key, await log.append(newSubmission(key, 5, 5_000)));
          round += 1;
        } catch {
          busy += 1;
          await delay(3);
        }
        expect(log.heldBytes).to.be.at.most(100_000);
      }
    };
    await Promise.all(Array.from({ length: 40 }, (_, name) => client(name)));
    expect(busy).to.be.greaterThan(0);
    files.delay = () => Promise.resolve();
    await expectPromisesKept(log, acknowledged);
    await log.close();
  });
});
