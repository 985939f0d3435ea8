import './support/quiet-shim.js';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { CONTRACT_VERSION } from '@quancheng/chaincode';
import { STATE_VERSION } from '@quancheng/domain';
import { defaultTopology } from '@quancheng/network';
import { expect } from 'chai';
import type { Simulation } from './support/simulated-peer.js';
import { envelopeText } from './support/statements.js';
import { newGenesis } from './support/test-genesis.js';
import { TestWorld } from './support/test-world.js';
import { freePort } from '../support/free-port.js';

const root = join(import.meta.dirname, '../../..');
const run = promisify(execFile);

describe('the chaincode’s bundle', function () {
  this.timeout(60_000);
  let folder: string;
  let bundle: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quancheng-bundle-'));
    bundle = join(folder, 'bundle');
    await run(process.execPath, [join(root, 'scripts', 'package-chaincode.js'), bundle]);
  });

  after(() => rm(folder, { recursive: true }));

  it('behaves as the contract does, away from the repository', async () => {
    const genesis = envelopeText(newGenesis());
    const child = spawn(process.execPath, [join(import.meta.dirname, 'support', 'run-bundle.js'), bundle]);
    child.stdin.end(genesis);
    const { bootstrap, attest } = JSON.parse(await text(child.stdout)) as Record<string, Simulation>;
    const here = await new TestWorld().simulate('bootstrap', genesis);
    expect(here.status, here.message).to.equal(200);
    expect({ ...bootstrap, id: '' }).to.deep.equal({ ...here, id: '' });
    expect(JSON.parse(attest!.payload)).to.include({ stateVersion: STATE_VERSION, function: 'attest' });
  });

  it('has the version that a new network defines', () => {
    expect(defaultTopology.chaincode).to.include({
      version: CONTRACT_VERSION,
      label: `quancheng_${CONTRACT_VERSION}`,
    });
  });

  it('keeps the contract’s name and the names of classes', async () => {
    const code = await readFile(join(bundle, 'index.js'), 'utf8');
    expect(code).to.match(/__name\([^)]*"QuanchengContract"\)|class QuanchengContract/);
    const manifest = JSON.parse(await readFile(join(bundle, 'package.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    expect(manifest).to.deep.include({ version: CONTRACT_VERSION, main: 'index.js', type: 'commonjs' });
    expect(manifest['scripts']).to.deep.equal({ start: 'fabric-chaincode-node server' });
  });

  it('needs nothing that it doesn’t bring', async () => {
    const contents = await readFile(join(bundle, 'CONTENTS.md'), 'utf8');
    for (const name of ['@quancheng/protocol', '@quancheng/domain', 'fabric-shim', 'fabric-contract-api']) {
      expect(contents).to.include(`- ${name} `);
    }
    expect((await readdir(bundle)).sort()).to.deep.equal([
      'CONTENTS.md',
      'index.js',
      'node_modules',
      'package.json',
    ]);
    await run('npm', ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: bundle,
    });
  });

  it('starts with npm start and serves', async () => {
    const port = await freePort();
    const options = [`--chaincode-address=127.0.0.1:${port}`, '--chaincode-id=quancheng:0'];
    const server = spawn('npm', ['start', '--', ...options], {
      cwd: bundle,
      detached: true,
      stdio: 'ignore',
    });
    try {
      await listening(port);
    } finally {
      process.kill(-server.pid!, 'SIGTERM');
      await once(server, 'exit');
    }
  });
});

/** Resolves when something accepts connections; mocha's timeout ends a vain wait. */
async function listening(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const accepted = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (accepted) return;
    await pause(100);
  }
}
