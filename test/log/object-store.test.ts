import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { EvidenceLog } from '@quancheng/gateway';
import { auditLog, newStaticLogReader } from '@quancheng/sdk';
import { expect } from 'chai';
import { inFolder, noteSigner, openLog, ORIGIN } from './support/open-log.js';
import { hasTesseraFsck, tesseraFsck } from './support/outside-program.js';
import { serveFiles } from './support/static-server.js';
import { newSubmission } from './support/submissions.js';

/** An object store of which nothing is asked but to put what is not there, and one object that is replaced. */
class Bucket {
  readonly objects = new Map<string, Buffer>();

  /** Fails where another object has the name: tiles never change. */
  putOnce(name: string, bytes: Buffer): void {
    const present = this.objects.get(name);
    if (present !== undefined && !present.equals(bytes)) throw new Error(`${name} has changed`);
    this.objects.set(name, bytes);
  }

  replace(name: string, bytes: Buffer): void {
    this.objects.set(name, bytes);
  }
}

/** The tiles in the order in which a tool that knows nothing of logs would copy them. */
async function copyTiles({ publicDirectory }: EvidenceLog, bucket: Bucket): Promise<void> {
  const entries = await readdir(publicDirectory, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile() && each.name !== 'checkpoint')) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(publicDirectory, path).split(sep).join('/');
    expect(name).to.match(/^tile\/(\d|entries)\/(x\d{3}\/)*\d{3}(\.p\/\d{1,3})?$/);
    // What was outgrown meanwhile is there whole by now.
    const bytes = await readFile(path).catch(() => undefined);
    if (bytes !== undefined) bucket.putOnce(name, bytes);
  }
}

const keysOf = (origin: string) => (origin === ORIGIN ? [noteSigner.key] : []);

describe('a log’s folder copied to an object store', () => {
  it('is a log at every moment, since tiles never change and the checkpoint comes last', async function () {
    await inFolder(async (directory) => {
      const bucket = new Bucket();
      const store = await serveFiles((name) => bucket.objects.get(name));
      const audit = async () => (await auditLog(newStaticLogReader(store.url.slice(0, -1)), { keysOf })).size;
      const log = await openLog(directory);
      try {
        let size = 0;
        for (const [round, count] of [1, 2, 253, 1, 300, 17, 66_000].entries()) {
          await log.append(newSubmission(`p/${round}`, count));
          await log.publish();
          const checkpoint = await readFile(join(log.publicDirectory, 'checkpoint'));
          // The log goes on while its tiles are copied.
          const [ahead] = await Promise.all([
            log.append(newSubmission(`a/${round}`, 3)),
            copyTiles(log, bucket),
          ]);
          if (round > 0) expect(await audit(), 'before the checkpoint is copied').to.equal(size);
          bucket.replace('checkpoint', checkpoint);
          size = ahead.first;
          expect(await audit()).to.equal(size);
        }
        if (await hasTesseraFsck())
          expect(await tesseraFsck(store.url, join(directory, 'vkey'))).to.include(
            `Successfully fsck'd log with size ${size}`,
          );
      } finally {
        store.close();
        await log.close();
      }
    })();
  }).timeout(60_000);
});
