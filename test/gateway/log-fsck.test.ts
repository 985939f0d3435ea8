import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkGatewayFolder, startGateway, type GatewayFolderReport } from '@quancheng/gateway';
import { expect } from 'chai';
import { AGENCY } from '../chaincode/support/test-world.js';
import { openGatewayHome, type GatewayHome } from '../cli/support/gateway-home.js';
import { logNoteSigner } from './support/gateway-world.js';
import { witnessKey, openWitnessWorld, type WitnessWorld } from '../witness/support/witness-world.js';
import { get, getUntil, NDJSON_TYPE, post, until } from './support/http.js';
import { bytesOf, joinLines, newBatch, signedDocument } from './support/records.js';

describe('log fsck', function () {
  this.timeout(90_000);
  let world: WitnessWorld;
  let home: GatewayHome;
  let folder: string;
  let damaged: string;

  before(async () => {
    world = await openWitnessWorld(1, 1);
    home = await openGatewayHome(world.gateway.address, world.configuration.trustRoot);
    const url = world.gateway.address;
    for (const id of ['a', 'b', 'c']) {
      expect((await post(`${url}/v1/records`, bytesOf(signedDocument(id)))).status).to.equal(201);
      await getUntil(`${url}/v1/records/${AGENCY}/${id}/proof`, 200);
    }
    const batch = newBatch('batch', 300);
    expect(
      (await post(`${url}/v1/batches`, joinLines(batch.header, ...batch.members), NDJSON_TYPE)).status,
    ).to.equal(201);
    await getUntil(`${url}/v1/records/${AGENCY}/batch.299/proof`, 200);
    await until(
      async () => (await get(`${url}/v1/health`)).json['witnesses'],
      (witnesses) => (witnesses as { cosigned: number }[])[0]?.cosigned === 303,
    );
    expect((await home.attempt('log', 'fsck', world.directory)).code).to.equal('LOG_LOCKED');
    await world.gateway.close();
    folder = await mkdtemp(join(tmpdir(), 'quancheng-fsck-'));
    damaged = join(folder, 'damaged');
  });
  after(async () => {
    await world.close();
    await home.remove();
    await rm(folder, { recursive: true });
  });
  beforeEach(() => cp(world.directory, damaged, { recursive: true }));
  afterEach(() => rm(damaged, { recursive: true }));

  const check = (directory = damaged): Promise<GatewayFolderReport> =>
    checkGatewayFolder({ directory, keysOf: () => [logNoteSigner.key], witnesses: [witnessKey(0)] });
  const codes = async (): Promise<readonly string[]> => [
    ...new Set((await check()).findings.map(({ code }) => code)),
  ];
  const change = async (name: string, edit: (bytes: Buffer) => Buffer): Promise<void> => {
    const path = join(damaged, name);
    await writeFile(path, edit(await readFile(path)));
  };
  const flip =
    (at: number) =>
    (bytes: Buffer): Buffer => {
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      return bytes;
    };

  it('finds a stopped gateway’s folder sound', async () => {
    expect(await check()).to.deep.include({
      submissions: 4,
      entries: 303,
      signed: 303,
      anchored: 303,
      cosigned: 303,
      findings: [],
      findingCount: 0,
      notes: [],
    });
    const printed = await home.run('log', 'fsck', damaged);
    expect(printed).to.contain('4 submissions').and.to.contain('Sound');
  });

  it('finds every flipped byte of the journal', async () => {
    const [name = ''] = await readdir(join(damaged, 'log/journal'));
    const path = join('log/journal', name);
    const { length } = await readFile(join(damaged, path));
    for (let at = 5; at < length - 130; at += Math.ceil(length / 12)) {
      await change(path, flip(at));
      expect(await codes(), `byte ${at}`).to.include('LOG_JOURNAL_CORRUPT');
      await change(path, flip(at));
    }
    expect(await codes()).to.deep.equal([]);
  });

  it('finds tiles, bundles and records of checkpoints that are damaged or missing, and rebuild mends them', async () => {
    for (const name of [
      'log/public/tile/0/000',
      'log/public/tile/0/001.p/47',
      'log/public/tile/entries/000',
      'log/public/tile/entries/001.p/47',
    ]) {
      await change(name, flip(9));
      expect(await codes(), name).to.deep.equal(['LOG_TREE_CORRUPT']);
      await rm(join(damaged, name));
      expect(await codes(), name).to.deep.equal(['LOG_TREE_CORRUPT']);
      expect(await home.run('log', 'rebuild', damaged)).to.contain('303');
      expect(await codes(), name).to.deep.equal([]);
    }
    await writeFile(join(damaged, 'log/signed'), '{');
    expect(await codes()).to.include('LOG_TREE_CORRUPT');
    await home.run('log', 'rebuild', damaged);
    expect(await codes()).to.deep.equal([]);
    await expectGoesOn();
  });

  it('finds that the journal ends before what was anchored', async () => {
    const [name = ''] = await readdir(join(damaged, 'log/journal'));
    await change(join('log/journal', name), (bytes) => bytes.subarray(0, -2_000));
    expect(await codes()).to.include('LOG_JOURNAL_CORRUPT');
  });

  it('finds settings that are damaged', async () => {
    for (const name of ['terms.json', 'promise-keys.json']) {
      await change(name, (bytes) => bytes.subarray(1));
      expect(await codes(), name).to.deep.equal(['LOG_SETTINGS_CORRUPT']);
      await cp(join(world.directory, name), join(damaged, name));
    }
  });

  it('calls what a crash leaves no damage', async () => {
    const [name = ''] = await readdir(join(damaged, 'log/journal'));
    await change(join('log/journal', name), (bytes) => Buffer.concat([bytes, Buffer.alloc(700)]));
    await rm(join(damaged, 'log/index'), { recursive: true });
    await rm(join(damaged, 'log/public/checkpoint'));
    const { findings, notes } = await check();
    expect(findings).to.deep.equal([]);
    expect(notes.map(({ code }) => code)).to.have.members([
      'TORN_WRITE',
      'INDEX_BEHIND',
      'CHECKPOINT_UNSERVED',
    ]);
  });

  it('follows its own advice where the stores of checkpoints are gone', async () => {
    await rm(join(damaged, 'anchored'), { recursive: true });
    expect(await codes()).to.deep.equal(['LOG_CHECKPOINTS_CORRUPT']);
    await rm(join(damaged, 'cosignatures'), { recursive: true });
    await expectGoesOn();
    expect(await check()).to.include({ findingCount: 0, anchored: 303 });
  });

  async function expectGoesOn(): Promise<void> {
    const gateway = await startGateway({ ...world.configuration, directory: damaged });
    try {
      await getUntil(`${gateway.address}/v1/records/${AGENCY}/batch.7/package`, 200);
    } finally {
      await gateway.close();
    }
  }
});
