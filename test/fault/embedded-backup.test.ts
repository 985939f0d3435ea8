import { cp, mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { peer } from '@hyperledger/fabric-protos';
import {
  type EmbeddedBackupManifest,
  backupEmbeddedNode,
  restoreEmbeddedNode,
  verifyEmbeddedLedger,
} from '@quancheng/network';
import { isQuanchengError } from '@quancheng/protocol';
import { expect } from 'chai';
import {
  chaincodeName,
  channelName,
  connectAs,
  newDirectory,
  openTestNode,
  removeDirectory,
} from '../network/embedded/open-node.js';
import { connected, get, put } from '../network/embedded/private-calls.js';
import { type SpawnedNode, kill, spawnNode } from '../network/embedded/spawn-node.js';

describe('embedded node: backup under load', function () {
  this.timeout(120_000);
  let root: string;
  let node: SpawnedNode;
  let manifest: EmbeddedBackupManifest;
  /** Keys that were called VALID before the backup began, and the height at which the last of them was. */
  let acknowledged: string[];
  let heightBefore: number;
  let during: number;
  const data = () => join(root, 'data');
  const backup = () => join(root, 'backup');

  before(async () => {
    root = await newDirectory();
    await mkdir(data());
    node = await spawnNode(data());
    await connected(node, (connection) => put(connection, 'secret', 'in no block'));
    const load = startLoad(node);
    await load.reached(150);
    acknowledged = [...load.acknowledged.keys()];
    heightBefore = Math.max(...load.acknowledged.values()) + 1;
    manifest = await backupEmbeddedNode(data(), backup());
    during = load.acknowledged.size - acknowledged.length;
    await load.reached(acknowledged.length + during + 30);
    await load.stop();
  });
  after(async () => {
    await kill(node);
    await removeDirectory(root);
  });

  it('has everything that was called VALID before, while others go on', async () => {
    expect(during, 'transactions during the backup').to.be.greaterThan(0);
    expect(manifest.height).to.be.at.least(heightBefore);
    const found = await verifyEmbeddedLedger(backup());
    expect(found).to.include({
      state: 'absent',
      findingCount: 0,
      height: manifest.height,
      tip: manifest.tip,
    });
  });

  it('is for its owner’s eyes only', async () => {
    for (const entry of await readdir(backup(), { withFileTypes: true, recursive: true })) {
      const path = join(entry.parentPath, entry.name);
      expect((await stat(path)).mode & 0o777, path).to.equal(entry.isDirectory() ? 0o700 : 0o600);
    }
    expect((await stat(backup())).mode & 0o777).to.equal(0o700);
  });

  it('becomes a node elsewhere that has it all and goes on', async () => {
    const restored = join(root, 'elsewhere', 'node');
    await restoreEmbeddedNode(backup(), restored);
    expect(await verifyEmbeddedLedger(restored)).to.include({ state: 'compared', findingCount: 0 });
    const second = await openTestNode(restored);
    expect(second.height()).to.equal(manifest.height);
    const connection = connectAs(second.organisations['bigdata']!.client, second);
    const contract = connection.gateway.getNetwork(channelName).getContract(chaincodeName);
    const size = async (key: string) =>
      Buffer.from(await contract.evaluateTransaction('get', key)).toString();
    for (const key of acknowledged) expect(await size(key), key).to.equal(key);
    await contract.submitTransaction('put', 'goes', 'on');
    connection.close();
    expect(await connected(second, (each) => get(each, 'secret'))).to.equal('in no block');
    await second.close();
    expect(await verifyEmbeddedLedger(restored)).to.include({ findingCount: 0, height: manifest.height + 1 });
  });

  it('overwrites nothing', async () => {
    expect(await refusal(backupEmbeddedNode(data(), backup()))).to.equal('EMBEDDED_FOLDER_EXISTS');
    expect(await refusal(restoreEmbeddedNode(backup(), data()))).to.equal('EMBEDDED_FOLDER_EXISTS');
    expect(await refusal(backupEmbeddedNode(join(root, 'nothing'), join(root, 'b')))).to.equal(
      'EMBEDDED_LEDGER_MISSING',
    );
    expect(await readdir(root)).to.have.members(['data', 'backup', 'elsewhere']);
  });

  for (const [kind, damage] of Object.entries(damages())) {
    it(`is refused with ${kind}, and leaves nothing behind`, async () => {
      const damaged = join(root, 'damaged');
      const target = join(root, 'target');
      await cp(backup(), damaged, { recursive: true });
      await damage(damaged);
      expect(await refusal(restoreEmbeddedNode(damaged, target))).to.equal('EMBEDDED_BACKUP_DAMAGED');
      expect(await readdir(root)).to.have.members(['data', 'backup', 'elsewhere', 'damaged']);
      await rm(damaged, { recursive: true });
    });
  }

  it('is not made of a damaged ledger', async () => {
    const copy = join(root, 'copy');
    await cp(backup(), copy, { recursive: true });
    await flip(join(copy, 'ledger', 'blocks', 'blocks-000000'), 5000);
    expect(await refusal(backupEmbeddedNode(copy, join(root, 'second')))).to.equal('EMBEDDED_LEDGER_DAMAGED');
  });
});

function damages(): Record<string, (folder: string) => Promise<void>> {
  const blocks = (folder: string) => join(folder, 'ledger', 'blocks', 'blocks-000000');
  return {
    'a changed block': (folder) => flip(blocks(folder), 5000),
    'a changed key': (folder) => flip(join(folder, 'tls', 'server.key'), 60),
    'a missing file': (folder) => rm(join(folder, 'node.json')),
    'a file too many': (folder) => writeFile(join(folder, 'tls', 'other.key'), ''),
    'no manifest': (folder) => rm(join(folder, 'manifest.json')),
    'a path that leads out': (folder) =>
      changeManifest(folder, (text) => text.replace('node.json', '../x.json')),
    'another height': (folder) =>
      changeManifest(folder, (text) => text.replace(/"height": \d+/, '"height": 1')),
  };
}

async function changeManifest(folder: string, change: (text: string) => string): Promise<void> {
  const path = join(folder, 'manifest.json');
  const before = await readFile(path, 'utf8');
  const after = change(before);
  expect(after).not.to.equal(before);
  await writeFile(path, after);
}

async function flip(path: string, at: number): Promise<void> {
  const bytes = await readFile(path);
  bytes[at]! ^= 1;
  await writeFile(path, bytes);
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => 'done',
    (reason: unknown) => reason,
  );
  return isQuanchengError(error) ? error.code : String(error);
}

interface Load {
  /** Keys that were called VALID, with their block. */
  readonly acknowledged: ReadonlyMap<string, number>;
  reached(count: number): Promise<void>;
  stop(): Promise<void>;
}

function startLoad(node: SpawnedNode): Load {
  const connection = connectAs(node.organisations['bigdata']!.client, node);
  const contract = connection.gateway.getNetwork(channelName).getContract(chaincodeName);
  const acknowledged = new Map<string, number>();
  const signal = { isStopped: false };
  let next = 0;
  const call = async (): Promise<void> => {
    while (!signal.isStopped) {
      const key = `load-${(next += 1)}`;
      const submitted = await contract.submitAsync('put', { arguments: [key, key] });
      const { code, blockNumber } = await submitted.getStatus();
      expect(code).to.equal(peer.TxValidationCode.VALID);
      acknowledged.set(key, Number(blockNumber));
    }
  };
  const calls = Promise.all(Array.from({ length: 20 }, call));
  return {
    acknowledged,
    async reached(count) {
      while (acknowledged.size < count) {
        await Promise.race([calls, new Promise((resolve) => setTimeout(resolve, 10))]);
      }
    },
    async stop() {
      signal.isStopped = true;
      await calls;
      connection.close();
    },
  };
}
