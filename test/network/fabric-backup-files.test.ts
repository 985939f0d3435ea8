import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { defaultTopology, restoreFabricNetwork, runNetworkCommand } from '@quancheng/network';
import { expect } from 'chai';

const uses = ['', '/operations', '/admin', '/chaincode', '/chaincode-other'];
const members = defaultTopology.organisations.map(({ name }) => name);

/** What a stopped network leaves in its data folder, as far as a backup looks at it; no Fabric is needed. */
const files: Readonly<Record<string, string>> = {
  'network.json': JSON.stringify({
    topology: defaultTopology,
    ports: Object.fromEntries(
      members.flatMap((name) =>
        ['peer0', 'orderer0'].flatMap((node) => uses.map((use) => [`${node}.${name}${use}`, 1])),
      ),
    ),
  }),
  'genesis.block': 'genesis',
  'logs/peer.log': 'not to be kept',
  'organisations/notary/authorities/tls.key': 'key',
  'organisations/notary/authorities/tls.crt': 'certificate',
  'organisations/notary/peers/peer0/msp/keystore/key.pem': 'key',
  'organisations/notary/peers/peer0/data/externalbuilder/builds/connection.json': 'not to be kept',
  ...Object.fromEntries(
    members.flatMap((name) => [
      [`organisations/${name}/peers/peer0/data/ledgersData/chains/blockfile`, `blocks of ${name}`],
      [`organisations/${name}/orderers/orderer0/data/wal/log`, `log of ${name}`],
    ]),
  ),
};

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .toSorted();
}

describe('the files of a Fabric backup', () => {
  let folder: string;
  let data: string;
  let backup: string;

  async function command(...words: string[]): Promise<number> {
    return await runNetworkCommand(words, { dataDirectory: data, chaincodePath: folder, script: '' });
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quancheng-backup-files-'));
    [data, backup] = [join(folder, 'data'), join(folder, 'backup')];
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(data, path)), { recursive: true });
      await writeFile(join(data, path), text, { mode: path.endsWith('.key') ? 0o600 : 0o644 });
    }
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('come back as they were, but for what belongs to one run', async () => {
    expect(await command('backup', '--to', backup)).to.equal(0);
    await rm(data, { recursive: true });
    expect(await command('restore', '--from', backup)).to.equal(0);
    const kept = Object.keys(files).filter((path) => files[path] !== 'not to be kept');
    expect(await listFiles(data)).to.deep.equal(kept.toSorted());
    for (const path of kept) {
      expect(await readFile(join(data, path), 'utf8'), path).to.equal(files[path]);
    }
    const { mode } = await stat(join(data, 'organisations/notary/authorities/tls.key'));
    expect(mode & 0o777).to.equal(0o600);
  });

  it('are refused whichever of them has changed by one bit, been lost or been added', async () => {
    expect(await command('backup', '--to', backup)).to.equal(0);
    const target = { from: backup, dataDirectory: join(folder, 'other'), replace: false };
    const codeOf = async (): Promise<unknown> =>
      await restoreFabricNetwork(target).then(
        () => 'restored',
        (error: unknown) => (error as { code: unknown }).code,
      );
    for (const file of await listFiles(backup)) {
      const path = join(backup, file);
      const bytes = await readFile(path);
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(0) ^ 1, 0);
      await writeFile(path, changed);
      expect(await codeOf(), file).to.equal('BACKUP_INVALID');
      await rm(path);
      expect(await codeOf(), file).to.equal('BACKUP_INVALID');
      await writeFile(path, bytes);
    }
    await writeFile(join(backup, 'network', 'added'), '');
    expect(await codeOf()).to.equal('BACKUP_INVALID');
    await rm(join(backup, 'network', 'added'));
    expect(await codeOf()).to.equal('restored');
    expect(await codeOf()).to.equal('BACKUP_TARGET_OCCUPIED');
  });

  it('are completed by the same command if it was cut short, in no other network’s backup', async () => {
    const network = createHash('sha256').update('genesis').digest('hex');
    await mkdir(join(backup, 'network', 'left-over'), { recursive: true });
    await writeFile(join(backup, 'unfinished'), network.replace(/^./, 'x'));
    expect(await command('backup', '--to', backup)).to.equal(1);
    expect(await command('restore', '--from', backup)).to.equal(1);
    await writeFile(join(backup, 'unfinished'), network);
    expect(await command('backup', '--to', backup)).to.equal(0);
    expect(await readdir(backup)).to.have.members(['ledgers', 'manifest.json', 'manifest.sha256', 'network']);
    expect(await readdir(join(backup, 'network'))).to.not.include('left-over');
    expect(await command('backup', '--to', backup)).to.equal(1);
  });

  it('leave private keys out if told so, and those in place are taken over', async () => {
    expect(await command('backup', '--to', backup, '--without-keys')).to.equal(0);
    expect((await listFiles(backup)).filter((path) => /key/.test(path))).to.deep.equal([]);
    expect(await command('restore', '--from', backup)).to.equal(1);
    expect(await command('restore', '--from', backup, '--replace')).to.equal(0);
    expect(await readFile(join(data, 'organisations/notary/authorities/tls.key'), 'utf8')).to.equal('key');
    expect((await readdir(folder)).some((name) => name.startsWith('data.replaced-'))).to.equal(true);
  });
});
