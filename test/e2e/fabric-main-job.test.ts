import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  defaultTopology,
  type FabricNetwork,
  findFabricBinaries,
  startFabricNetwork,
} from '@quancheng/network';
import { expect } from 'chai';
import { run } from '../cli/support/command.js';
import { startPlatform } from '../cli/support/platform.js';

const packager = join(import.meta.dirname, '../../../scripts/package-chaincode.js');

describe('the main job on real Fabric: four organisations, four BFT orderers', function () {
  this.timeout(300_000);
  let folder: string;
  let network: FabricNetwork | undefined;

  before(async function () {
    folder = await mkdtemp(join(tmpdir(), 'quancheng-fabric-job-'));
    const binaries = findFabricBinaries();
    if (binaries === null) {
      console.log('      skipped: Fabric’s programs are not here (FABRIC_BIN, PATH, FABRIC_CCAAS_BUILDER)');
      this.skip();
    }
    const chaincodePath = join(folder, 'chaincode');
    await promisify(execFile)(process.execPath, [packager, chaincodePath]);
    network = await startFabricNetwork({
      topology: defaultTopology,
      dataDirectory: join(folder, 'network'),
      chaincodePath,
      binaries,
    });
  });

  after(async () => {
    await network?.down();
    await rm(folder, { recursive: true, force: true });
  });

  it('needs another configuration and nothing else, and gives what a consortium’s root proves', async () => {
    const home = join(folder, 'home');
    const running = await startPlatform({ home, folder }, '0', ['--fabric', join(folder, 'network')]);
    const watch = ['log', 'watch', '--once', '--folder', join(folder, 'watch')];
    const watched = await run([...watch, '--promises', join(home, 'evidence'), running.address], { home });
    await running.stop();
    expect(watched.status, watched.output + watched.errors).to.equal(0);
    expect(watched.output).not.to.contain('WATCH_');
    await network?.down();
    network = undefined;

    const evidence = join(home, 'evidence');
    const files = await readdir(evidence);
    expect(files.length).to.be.greaterThan(1);
    for (const file of files) {
      const verified = await run(['verify', join(evidence, file), '--require', 'consortium', '--json'], {
        home,
      });
      expect(verified.status, verified.output + verified.errors).to.equal(0);
      expect((JSON.parse(verified.output) as { verdict: string }).verdict).to.equal('integrity-proven');
    }
  });
});
