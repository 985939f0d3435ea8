import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFabricBinaries } from '@quancheng/network';
import { expect } from 'chai';

const program = `
import { runNetworkCommand } from '@quancheng/network';
const [data, ...words] = process.argv.slice(1);
const options = { dataDirectory: data, chaincodePath: data, script: '' };
process.exitCode = await runNetworkCommand(words, options);
`;

interface Ended {
  readonly code: number;
  readonly output: string;
}

/** Runs the command in a process of its own, without Fabric's programs. */
async function run(folder: string, ...words: string[]): Promise<Ended> {
  return await new Promise((resolve) => {
    const options = { cwd: import.meta.dirname, env: { ...process.env, FABRIC_BIN: folder } };
    execFile(
      process.execPath,
      ['--input-type=module', '-e', program, '--', folder, ...words],
      options,
      (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code), output: stdout + stderr });
      },
    );
  });
}

/** Field 22 of /proc/<pid>/stat, the program's name having no spaces. */
async function startOf(pid: number): Promise<string> {
  return (await readFile(`/proc/${pid}/stat`, 'utf8')).split(' ')[21]!;
}

describe('the network command and the search for Fabric’s programs', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quancheng-command-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('names the official releases and ends with 3 where Fabric is missing', async () => {
    const { code, output } = await run(folder, 'up');
    expect(code).to.equal(3);
    expect(output).to.contain('github.com/hyperledger/fabric/releases').and.to.contain('FABRIC_BIN');
  });

  for (const words of [[], ['sideways'], ['up', 'now'], ['status', '--colour'], ['down', '--data']]) {
    it(`shows its usage and ends with 2 for “${words.join(' ')}”`, async () => {
      const { code, output } = await run(folder, ...words);
      expect(code).to.equal(2);
      expect(output).to.contain('Usage: npm run network');
    });
  }

  it('says what a command lacks', async () => {
    expect((await run(folder, 'backup')).output).to.contain('backup needs --to');
    expect((await run(folder, 'sideways')).output).to.contain('sideways is not a command');
    expect((await run(folder, 'rotate', '--colour')).output)
      .to.contain("'--colour'")
      .and.to.contain('Usage');
  });

  it('shows the help that was asked for', async () => {
    const all = await run(folder, '--help');
    expect(all.code).to.equal(0);
    expect(all.output).to.contain('upgrade-chaincode').and.to.contain('restore --from');
    const one = await run(folder, 'restore', '--help');
    expect(one.code).to.equal(0);
    expect(one.output).to.contain('restore --from').and.not.to.contain('upgrade-chaincode');
  });

  it('says what to do about an error, and which logs there are', async () => {
    const restored = await run(folder, 'restore', '--from', join(folder, 'nowhere'));
    expect(restored.code).to.equal(1);
    expect(restored.output).to.contain('[BACKUP_INVALID]').and.to.contain('→');
    await mkdir(join(folder, 'logs'));
    await writeFile(join(folder, 'logs', 'peer.peer0.notary.log'), 'one\n');
    const logs = await run(folder, 'logs', 'nobody');
    expect(logs.code).to.equal(1);
    expect(logs.output).to.contain('nobody').and.to.contain('peer.peer0.notary.log');
  });

  it('finds nothing running in an empty data folder', async () => {
    expect(await run(folder, 'down')).to.include({ code: 0 });
    expect(await run(folder, 'status')).to.include({ code: 1 });
  });

  it('ends what a lost run left behind, but not a stranger with a recycled process id', async function () {
    if (process.platform !== 'linux') {
      console.log('      skipped: the start times of processes are read from /proc here');
      this.skip();
    }
    const left = spawn('sleep', ['600']);
    const stranger = spawn('sleep', ['600']);
    try {
      const keeper = { name: 'keeper', pid: left.pid, started: '1' };
      const programs = [
        { name: 'left', pid: left.pid, started: await startOf(left.pid!) },
        { name: 'stranger', pid: stranger.pid, started: '1' },
      ];
      await writeFile(join(folder, 'processes.json'), JSON.stringify({ keeper, programs }));
      const ended = once(left, 'exit');
      expect(await run(folder, 'down')).to.include({ code: 0 });
      await ended;
      expect(stranger.kill(0)).to.equal(true);
    } finally {
      left.kill('SIGKILL');
      stranger.kill('SIGKILL');
    }
  });

  it('finds programs by FABRIC_BIN or PATH, with the builder where releases have it', async () => {
    expect(findFabricBinaries({ PATH: folder })).to.equal(null);
    const bin = join(folder, 'bin');
    await mkdir(bin);
    for (const name of ['peer', 'orderer', 'osnadmin', 'configtxgen']) {
      await writeFile(join(bin, name), '');
      await chmod(join(bin, name), 0o755);
    }
    expect(findFabricBinaries({ FABRIC_BIN: bin }), 'without builder').to.equal(null);
    const chaincodeBuilder = join(folder, 'builders', 'ccaas');
    await mkdir(join(chaincodeBuilder, 'bin'), { recursive: true });
    await writeFile(join(chaincodeBuilder, 'bin', 'detect'), '');
    for (const environment of [{ FABRIC_BIN: bin }, { PATH: `/nowhere:${bin}` }]) {
      expect(findFabricBinaries(environment)).to.include({ peer: join(bin, 'peer'), chaincodeBuilder });
    }
    expect(findFabricBinaries({ FABRIC_BIN: folder, PATH: bin }), 'FABRIC_BIN decides').to.equal(null);
  });
});
