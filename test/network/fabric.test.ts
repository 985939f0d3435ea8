import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  type FabricNetwork,
  defaultTopology,
  findFabricBinaries,
  startFabricNetwork,
} from '@quancheng/network';
import { expect } from 'chai';
import { recordTranscript } from '../conformance/transcript/record-transcript.js';

const binaries = findFabricBinaries();
const fixtures = join(import.meta.dirname, '../../network/fixtures');
const chaincodePath = join(fixtures, 'trial-chaincode');

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('a network of real Fabric nodes', function () {
  this.timeout(180_000);
  let dataDirectory: string;
  let network: FabricNetwork | undefined;

  async function start(topology = defaultTopology): Promise<FabricNetwork> {
    return await startFabricNetwork({ topology, dataDirectory, chaincodePath, binaries: binaries! });
  }

  before(async function () {
    if (binaries === null) {
      console.log('      skipped: Fabric’s programs are not here (FABRIC_BIN, PATH, FABRIC_CCAAS_BUILDER)');
      this.skip();
    }
    dataDirectory = await mkdtemp(join(tmpdir(), 'quancheng-fabric-'));
    network = await start();
  });

  after(async () => {
    await network?.down();
    if (network !== undefined) {
      await rm(dataDirectory, { recursive: true });
    }
  });

  it('refuses a second start on the same data folder', async () => {
    await expectCode('NETWORK_ALREADY_RUNNING', start());
  });

  it('stops every process, and keeps the ledger over a restart', async () => {
    const pids = network!.processes.map(({ pid }) => pid);
    expect(pids.every(isAlive)).to.equal(true);
    await recordTranscript(network!, {
      name: 'before restart',
      about: 'A value.',
      run: ({ prepare }) => prepare('put', 'submitted', 'value'),
    });
    await network!.down();
    expect(pids.filter(isAlive)).to.deep.equal([]);
    network = await start();
    const session = await recordTranscript(network, {
      name: 'after restart',
      about: 'A value that was written before the restart.',
      run: async ({ open }) =>
        Buffer.from(await open().contract.evaluateTransaction('get', 'submitted')).toString(),
    });
    expect(session.outcome).to.equal('value');
  });

  it('takes a new chaincode definition up, and refuses another topology', async () => {
    await network!.down();
    const [first, ...others] = defaultTopology.organisations;
    const organisations = [{ ...first!, chineseName: '另一个' }, ...others];
    await expectCode('TOPOLOGY_INVALID', start({ ...defaultTopology, organisations }));
    const chaincode = { ...defaultTopology.chaincode, version: '2.0', sequence: 2, policy: 1 };
    network = await start({ ...defaultTopology, chaincode });
    const single = await recordTranscript(network, {
      name: 'new policy',
      about: 'One organisation suffices now.',
      run: async ({ open }) => {
        const endorsingOrganizations = ['NotaryMSP'];
        const commit = await open().contract.submitAsync('put', {
          arguments: ['k', 'v'],
          endorsingOrganizations,
        });
        return (await commit.getStatus()).successful;
      },
    });
    expect(single.outcome).to.equal(true);
  });

  it('leaves nothing running when the process that started it is killed', async () => {
    await network!.down();
    const other = await mkdtemp(join(tmpdir(), 'quancheng-killed-'));
    const keeper = fork(join(fixtures, 'fabric-keeper.mjs'), [other, chaincodePath]);
    try {
      const [pids] = (await once(keeper, 'message')) as [number[]];
      expect(pids).to.have.length(12);
      keeper.kill('SIGKILL');
      for (let attempt = 0; attempt < 100 && pids.some(isAlive); attempt++) {
        await delay(100);
      }
      expect(pids.filter(isAlive)).to.deep.equal([]);
      const again = await startFabricNetwork({
        topology: defaultTopology,
        dataDirectory: other,
        chaincodePath,
        binaries: binaries!,
      });
      await again.down();
    } finally {
      keeper.kill('SIGKILL');
      await rm(other, { recursive: true });
    }
  });

  async function expectCode(code: string, call: Promise<unknown>): Promise<void> {
    const error: unknown = await call.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).to.have.property('code', code);
  }
});
