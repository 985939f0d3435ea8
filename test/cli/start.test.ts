import { expect } from 'chai';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withTemporaryFolder } from '../sdk/support/temporary-folder.js';
import { type Outcome, outcomeOf, run, spawnCommand } from './support/command.js';
import { startPlatform } from './support/platform.js';

const input = { QUANCHENG_SHARED: '/nonexistent' };

describe('quancheng start', function () {
  this.timeout(60_000);

  it('does the main job once, keeps its data, and doesn’t repeat it', async () => {
    await withTemporaryFolder(async (home) => {
      const environment = { ...input, PORT: '0' };
      const first = await run(['start', '--once'], { home, environment });
      expect(first.status, first.errors).to.equal(0);
      expect(first.output).to.contain('存证回执').and.to.contain('self-attested');
      const second = await run(['start', '--once'], { home, environment });
      expect(second.status, second.errors).to.equal(0);
      expect(second.output).not.to.contain('存证回执');
      expect(fingerprintOf(await run(['trust', 'show'], { home }))).to.match(
        /^[0-9a-f]{8}( [0-9a-f]{8}){7}$/,
      );
    });
  });

  it('says that the port is busy, before it touches anything', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    await withTemporaryFolder(async (home) => {
      const environment = { ...input, PORT: String(address.port) };
      expectSentence(await run(['start'], { home, environment }), 'PORT_BUSY', String(address.port));
    });
    await new Promise((resolve) => server.close(resolve));
  });

  it('says that another process uses the folder, and where it listens', async () => {
    const home = await mkdtemp(join(tmpdir(), 'quancheng-home-'));
    const platform = await startPlatform({ home });
    try {
      const outcome = await run(['start'], { home, environment: { ...input, PORT: '0' } });
      expectSentence(outcome, 'HOME_LOCKED', platform.address);
    } finally {
      await platform.stop();
      await rm(home, { recursive: true, force: true });
    }
  });

  it('starts again after kill -9: no lock stays behind', async () => {
    const home = await mkdtemp(join(tmpdir(), 'quancheng-home-'));
    const first = await startPlatform({ home });
    const dead = new Promise((resolve) => first.child.on('close', resolve));
    first.child.kill('SIGKILL');
    await dead;
    const second = await startPlatform({ home });
    expect(await second.stop()).to.equal(0);
    await rm(home, { recursive: true, force: true });
  });

  it('stops in the middle of the main job when asked, and takes it up again', async () => {
    await withTemporaryFolder(async (home) => {
      const environment = { ...input, PORT: '0' };
      const child = spawnCommand(['start'], { home, environment });
      const ended = outcomeOf(child);
      child.stdout?.once('data', () => child.kill('SIGTERM'));
      const first = await ended;
      expect(first.status, first.errors).to.equal(0);
      expect(first.output).not.to.contain('Listening');
      const second = await run(['start', '--once'], { home, environment });
      expect(second.status, second.errors).to.equal(0);
      expect(second.output).to.contain('存证回执');
      const { output } = await run(['log', 'check', join(home, 'gateway', 'log', 'public')], { home });
      expect(output).to.match(/entries/);
    });
  });

  it('does not found two ledgers with the keys of one', async () => {
    await withTemporaryFolder(async (home) => {
      await run(['start', '--once'], { home, environment: { ...input, PORT: '0' } });
      const path = join(home, 'foundation.json');
      const foundation = JSON.parse(await readFile(path, 'utf8')) as { genesis: { payload: string } };
      const genesis = Buffer.from(foundation.genesis.payload, 'base64')
        .toString()
        .replace('quancheng-local', 'elsewhere');
      const moved = {
        ...foundation,
        genesis: { ...foundation.genesis, payload: Buffer.from(genesis).toString('base64') },
      };
      await writeFile(path, JSON.stringify(moved));
      const outcome = await run(['start', '--once'], { home, environment: { ...input, PORT: '0' } });
      expectSentence(outcome, 'HOME_HOLDS_OTHER_LEDGER', 'elsewhere');
    });
  });

  it('says that it cannot write', async () => {
    await withTemporaryFolder(async (folder) => {
      await writeFile(join(folder, 'file'), '');
      const home = join(folder, 'file', 'home');
      expectSentence(
        await run(['start'], { home, folder, environment: { ...input, PORT: '0' } }),
        'FILE_UNWRITABLE',
        home,
      );
    });
  });
});

function expectSentence({ status, errors }: Outcome, code: string, detail: string): void {
  expect(status, errors).to.equal(2);
  expect(errors).to.contain(`${code}: `).and.to.contain(detail).and.to.contain('→');
  expect(errors).not.to.match(/^ +at /m);
}

function fingerprintOf({ output }: Outcome): string {
  return /Fingerprint 指纹: ([0-9a-f ]+)$/m.exec(output)?.[1] ?? '';
}
