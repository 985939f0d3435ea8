import { type ChildProcess, execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { defaultTopology, findFabricBinaries, runNetworkCommand } from '@quancheng/network';
import { expect } from 'chai';
import { findPrivateKeys } from './fabric/find-private-keys.js';
import { startUnit } from './fabric/service-unit.js';

const execute = promisify(execFile);
const binaries = findFabricBinaries();
const packager = join(import.meta.dirname, '../../../scripts/package-chaincode.js');
const members = defaultTopology.organisations.map(({ name }) => name);
const hostOf = (name: string): string => `127.0.0.${11 + members.indexOf(name)}`;

/** Each organisation on a host of its own, with one peer and one orderer. */
const topology = {
  ...defaultTopology,
  organisations: defaultTopology.organisations.map((each) => ({
    ...each,
    peers: each.peers.map((peer) => ({ ...peer, host: hostOf(each.name) })),
  })),
  orderers: defaultTopology.orderers.map((each) => ({ ...each, host: hostOf(each.organisation) })),
};

/** What Fabric answers when a command had succeeded before, though its caller did not learn of it in time. */
const isRepeated = /already exists|unchanged content|new definition must be sequence 2/;

/** The commands of a README’s step, by the number in its heading. */
async function readStep(readme: string, step: number): Promise<string> {
  const text = await readFile(readme, 'utf8');
  return new RegExp(`^## Step ${step}: [^]*?\`\`\`sh\n([^]*?)\`\`\``, 'm').exec(text)![1]!;
}

describe('folders for a network on several hosts', function () {
  this.timeout(180_000);
  const services: ChildProcess[] = [];
  let folder: string;
  let made: string;

  async function command(...words: string[]): Promise<number> {
    const defaults = { dataDirectory: folder, chaincodePath: join(folder, 'chaincode'), script: '' };
    const place = join(made, 'hosts', '{host}');
    const file = join(folder, 'topology.json');
    return await runNetworkCommand(
      ['hosts', '--topology', file, '--installed-at', place, ...words],
      defaults,
    );
  }

  before(async function () {
    if (binaries === null || process.platform !== 'linux') {
      console.log(
        '      skipped: needs Fabric’s programs and Linux, where all of 127.0.0.0/8 is this machine',
      );
      this.skip();
    }
    folder = await mkdtemp(join(tmpdir(), 'quancheng-hosts-'));
    made = join(folder, 'made');
    await execute(process.execPath, [packager, join(folder, 'chaincode')]);
    await writeFile(join(folder, 'topology.json'), JSON.stringify(topology));
    expect(await command('--to', made)).to.equal(0);
  });

  after(async () => {
    const running = services.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
    const ended = running.map((service) => once(service, 'exit'));
    for (const service of running) service.kill('SIGTERM');
    await Promise.all(ended);
    if (services.length > 0) await rm(folder, { recursive: true });
  });

  it('hold no other host’s private key, and no administrator’s or authority’s', async () => {
    const parts = [
      ...members.map((name) => join('hosts', hostOf(name))),
      ...members.map((name) => join('administrators', name)),
      ...members.map((name) => join('authorities', name)),
    ];
    const seen = new Map<string, string>();
    for (const part of parts) {
      const found = await findPrivateKeys(join(made, part));
      // The chaincode's libraries talk of keys in their manuals.
      const files = found.filter((file) => !file.includes('/chaincode/node_modules/'));
      expect(files, part).to.not.deep.equal([]);
      for (const file of files) {
        expect((await stat(file)).mode & 0o777, file).to.equal(0o600);
        const [key] = /BEGIN PRIVATE KEY[^]*END PRIVATE/.exec(
          (await readFile(file, 'utf8')).replaceAll('\\n', '\n'),
        )!;
        expect(seen.get(key) ?? part, file).to.equal(part);
        seen.set(key, part);
      }
    }
    expect(seen.size).to.equal(4 * (8 + 3 + 2));
    expect((await stat(made)).mode & 0o777).to.equal(0o700);
    expect(await readdir(made)).to.have.members(['README.md', 'administrators', 'authorities', 'hosts']);
  });

  it('hold a gateway’s configuration whose files are there, but for what founding brings', async () => {
    for (const name of members) {
      const file = join(made, 'hosts', hostOf(name), 'organisations', name, 'gateway', 'gateway.yaml');
      const lines = (await readFile(file, 'utf8')).trim().split('\n');
      const settings = Object.fromEntries(lines.map((line) => line.split(': ') as [string, string]));
      expect(settings['endpoint']).to.equal(`${hostOf(name)}:7051`);
      const given = ['tlsRootCertificate', 'tlsCertificate', 'tlsPrivateKey', 'certificate', 'privateKey'];
      for (const each of given) {
        expect(await readFile(settings[each]!, 'utf8'), each).to.contain('-----BEGIN ');
      }
    }
  });

  it('are not overwritten', async () => {
    expect(await command('--to', made)).to.equal(1);
  });

  it('hold units that systemd accepts', async function () {
    await layFabric();
    const version = await execute('systemd-analyze', ['--version']).catch(() => null);
    if (version === null) {
      console.log('      skipped: systemd-analyze is not here');
      this.skip();
    }
    const units = (await Promise.all(members.map(unitsOf))).flat();
    expect(units).to.have.length(16);
    const { stderr } = await execute('systemd-analyze', ['verify', '--man=no', ...units]);
    expect(stderr.split('\n').filter((line) => line.includes('quancheng'))).to.deep.equal([]);
  });

  it('become a network by their own units and commands', async () => {
    for (const unit of (await Promise.all(members.map(unitsOf))).flat()) {
      if (!basename(unit).startsWith('quancheng-gateway')) {
        services.push(await startUnit(unit, join(folder, `${basename(unit)}.log`)));
      }
    }
    await everyone(1, (output) => output.includes('Status: 201'));
    await everyone(2);
    await everyone(3);
    await everyone(4);
    await take('notary', 5);
    await everyone(6, (output) => output.includes('"contracts"'));
  });

  it('whose nodes write no private key to their journals', async () => {
    const logs = (await readdir(folder)).filter((name) => name.endsWith('.log'));
    expect(logs).to.have.length(12);
    for (const log of logs) {
      expect(await readFile(join(folder, log), 'utf8'), log).to.not.contain('PRIVATE KEY');
    }
  });

  /** What the README of a host asks for: Fabric’s release in the host’s folder. */
  async function layFabric(): Promise<void> {
    for (const name of members) {
      const fabric = join(made, 'hosts', hostOf(name), 'fabric');
      await mkdir(fabric);
      await symlink(dirname(binaries!.peer), join(fabric, 'bin'));
      await symlink(dirname(binaries!.chaincodeBuilder), join(fabric, 'builders'));
    }
  }

  async function unitsOf(name: string): Promise<string[]> {
    const place = join(made, 'hosts', hostOf(name), 'systemd');
    return (await readdir(place)).toSorted().map((unit) => join(place, unit));
  }

  async function everyone(step: number, isDone?: (output: string) => boolean): Promise<void> {
    await Promise.all(members.map((name) => take(name, step, isDone)));
  }

  /** Runs a step’s commands as they stand in the README, again while the services are not ready for them. */
  async function take(
    name: string,
    step: number,
    isDone: (output: string) => boolean = () => true,
  ): Promise<void> {
    const cwd = join(made, 'administrators', name);
    const commands = await readStep(join(cwd, 'README.md'), step);
    const env = { ...process.env, PATH: `${dirname(binaries!.peer)}:${process.env['PATH'] ?? ''}` };
    for (let attempt = 1; ; attempt++) {
      const ended = await execute('sh', ['-e', '-c', commands], { cwd, env }).then(
        ({ stdout, stderr }) => ({ isOver: isDone(stdout), output: stdout + stderr }),
        (error: unknown) => ({ isOver: isRepeated.test(String(error)), output: String(error) }),
      );
      if (ended.isOver) return;
      if (attempt > 30) throw new Error(`step ${step} of ${name}: ${ended.output}`);
      await delay(500);
    }
  }
});
