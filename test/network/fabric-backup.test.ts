import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import {
  type FabricNetwork,
  defaultTopology,
  findFabricBinaries,
  restoreFabricNetwork,
  restoreFabricNode,
  runNetworkCommand,
  startFabricNetwork,
} from '@quancheng/network';
import { expect } from 'chai';
import { openSession, type Session } from '../conformance/transcript/session.js';
import { readChain } from './fabric/read-chain.js';
import { findPrivateKeys } from './fabric/find-private-keys.js';
import { startPulse } from './fabric/pulse.js';

const binaries = findFabricBinaries();
const chaincodePath = join(import.meta.dirname, '../../network/fixtures/trial-chaincode');
const lost = 'peer0.finance';

describe('backup and restore of a real Fabric network', function () {
  this.timeout(180_000);
  let folder: string;
  let dataDirectory: string;
  let backup: string;
  let network: FabricNetwork | undefined;

  async function start(): Promise<FabricNetwork> {
    return await startFabricNetwork({
      topology: defaultTopology,
      dataDirectory,
      chaincodePath,
      binaries: binaries!,
    });
  }

  /** The keeper that it asks is this very process. */
  async function command(...words: string[]): Promise<number> {
    return await runNetworkCommand(words, { dataDirectory, chaincodePath, script: '' });
  }

  async function use<T>(work: (session: Session) => Promise<T>, mspId = 'BigDataMSP'): Promise<T> {
    const session = openSession(network!, [], { gatewayOf: mspId });
    return await work(session).finally(() => session.close());
  }

  const put = (key: string, value: string): Promise<unknown> =>
    use(({ contract }) => contract.submitTransaction('put', key, value));
  const get = (key: string): Promise<string> =>
    use(async ({ contract }) => Buffer.from(await contract.evaluateTransaction('get', key)).toString());
  const chainOf = (mspId: string): Promise<readonly string[]> => readChain(network!, mspId);

  before(async function () {
    if (binaries === null) {
      console.log('      skipped: Fabric’s programs are not here (FABRIC_BIN, PATH, FABRIC_CCAAS_BUILDER)');
      this.skip();
    }
    folder = await mkdtemp(join(tmpdir(), 'quancheng-backup-'));
    dataDirectory = join(folder, 'network');
    backup = join(folder, 'backup');
    network = await start();
  });

  after(async () => {
    await network?.down();
    if (network !== undefined) {
      await rm(folder, { recursive: true });
    }
  });

  it('is made while transactions go on, one pause of ordering apart', async () => {
    await put('before', 'old');
    const pulse = startPulse((number) => put(`pulse-${number}`, 'x'));
    expect(await command('backup', '--to', backup)).to.equal(0);
    const { commits, longestGap } = await pulse.stop();
    console.log(`      ${commits} commits meanwhile, longest gap ${(longestGap / 1000).toFixed(1)} s`);
    expect(commits).to.be.greaterThan(4);
    expect(await readdir(join(backup, 'ledgers'))).to.have.length(8);
    await put('after', 'new');
    expect(await get('after')).to.equal('new');
  });

  it('is readable by its owner only', async () => {
    expect((await stat(backup)).mode & 0o777).to.equal(0o700);
    const keys = await findPrivateKeys(backup);
    expect(keys).to.not.deep.equal([]);
    for (const key of keys) {
      expect((await stat(key)).mode & 0o077, key).to.equal(0);
      // By these names a backup without keys leaves them out.
      expect(key).to.match(/\/keystore\/key\.pem$|\.key$/);
    }
  });

  it('is not overwritten by another, nor put where something else lies', async () => {
    const options = { from: backup, dataDirectory, replace: false };
    await expectCode('BACKUP_TARGET_OCCUPIED', network!.backUp({ to: backup, withKeys: true }));
    await expectCode('BACKUP_TARGET_OCCUPIED', network!.backUp({ to: folder, withKeys: true }));
    await expectCode(
      'BACKUP_TARGET_OCCUPIED',
      network!.backUp({ to: join(dataDirectory, 'b'), withKeys: true }),
    );
    await expectCode('BACKUP_TARGET_OCCUPIED', network!.backUp({ to: chaincodePath, withKeys: true }));
    await expectCode('NETWORK_ALREADY_RUNNING', restoreFabricNetwork(options));
    await expectCode('NETWORK_ALREADY_RUNNING', restoreFabricNode(options, lost));
    await expectCode('BACKUP_UNSUITABLE', restoreFabricNode(options, 'peer7.finance'));
  });

  it('brings a lost peer back, which then fetches what it missed', async () => {
    await network!.kill(`peer.${lost}`);
    await rm(join(dataDirectory, 'organisations', 'finance', 'peers', 'peer0'), { recursive: true });
    await put('while away', 'missed');
    expect(await command('restore', '--from', backup, '--node', lost)).to.equal(0);
    const whole = await chainOf('BigDataMSP');
    expect(await readChain(network!, 'FinanceMSP', whole.length)).to.deep.equal(whole);
  });

  it('brings a lost BFT orderer back, which then catches up', async () => {
    const orderer = 'orderer0.finance';
    await network!.kill(`orderer.${orderer}`);
    await rm(join(dataDirectory, 'organisations', 'finance', 'orderers', 'orderer0'), { recursive: true });
    await put('without it', 'missed');
    await restoreFabricNode({ from: backup, dataDirectory, replace: false }, orderer);
    await network!.restart(`orderer.${orderer}`);
    const { length } = await chainOf('BigDataMSP');
    let height = 0;
    for (let attempt = 0; attempt < 300 && height < length; attempt++) {
      height = await heightOf('finance');
      await delay(200);
    }
    expect(height).to.be.at.least(length);
  });

  it('is refused when one byte of it has changed', async () => {
    const options = { from: backup, dataDirectory: join(folder, 'other'), replace: false };
    const [block] = await readdir(
      join(backup, 'ledgers', lost, 'ledgersData', 'chains', 'chains', 'quancheng'),
    );
    const file = join(backup, 'ledgers', lost, 'ledgersData', 'chains', 'chains', 'quancheng', block!);
    const bytes = await readFile(file);
    const flipped = Buffer.from(bytes);
    flipped.writeUInt8(flipped.readUInt8(100) ^ 1, 100);
    await writeFile(file, flipped);
    await expectCode('BACKUP_INVALID', restoreFabricNetwork(options));
    await writeFile(file, bytes);
    await writeFile(join(backup, 'stray'), '');
    await expectCode('BACKUP_INVALID', restoreFabricNetwork(options));
    await rm(join(backup, 'stray'));
    expect(await readdir(folder)).to.not.include('other');
  });

  it('brings a whole lost network back, without what came after it', async () => {
    await network!.down();
    await rm(dataDirectory, { recursive: true });
    await restoreFabricNetwork({ from: backup, dataDirectory, replace: false });
    network = await start();
    expect(await get('before')).to.equal('old');
    expect(await get('after').catch(() => 'absent')).to.not.equal('new');
    await put('again', 'committed');
    expect(await get('again')).to.equal('committed');
    const whole = await chainOf('BigDataMSP');
    expect(await readChain(network, 'FinanceMSP', whole.length)).to.deep.equal(whole);
  });

  /** Height of an organisation's orderer, as it says itself. */
  async function heightOf(organisation: string): Promise<number> {
    const own = join(dataDirectory, 'organisations', organisation);
    const identity = join(own, 'users', 'administrator', 'tls', 'administration');
    const state = JSON.parse(await readFile(join(dataDirectory, 'network.json'), 'utf8')) as {
      ports: Record<string, number>;
    };
    const { stdout } = await promisify(execFile)(binaries!.osnadmin, [
      ...['channel', 'list', '--channelID', defaultTopology.channel],
      ...['-o', `127.0.0.1:${state.ports[`orderer0.${organisation}/admin`]}`],
      ...['--ca-file', join(own, 'orderers', 'orderer0', 'tls', 'ca.crt')],
      ...['--client-cert', `${identity}.crt`, '--client-key', `${identity}.key`],
    ]);
    return Number(/"height": (\d+)/.exec(stdout)![1]);
  }

  async function expectCode(code: string, call: Promise<unknown>): Promise<void> {
    const error: unknown = await call.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).to.have.property('code', code);
  }
});
