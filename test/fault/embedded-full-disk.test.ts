import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { GatewayError } from '@hyperledger/fabric-gateway';
import { verifyEmbeddedLedger } from '@quancheng/network';
import { expect } from 'chai';
import { skipAloud } from '../network/embedded/fabric-command.js';
import {
  chaincodeName,
  channelName,
  connectAs,
  newDirectory,
  openTestNode,
  removeDirectory,
} from '../network/embedded/open-node.js';
import { type SpawnedNode, kill, spawnNode } from '../network/embedded/spawn-node.js';
import { verifyChain } from '../network/embedded/verify-chain.js';

const run = promisify(execFile);

describe('embedded node: the disk is full', function () {
  this.timeout(120_000);
  let directory: string;

  beforeEach(async () => {
    directory = await newDirectory();
  });
  afterEach(async () => {
    await removeDirectory(directory);
  });

  it('a block that fits in part only is not called written; the node says what to do and only answers questions', async () => {
    const environment = { DISK_ROOM: String(1_000_000) };
    const node = await spawnNode(directory, { script: 'full-disk-process.js', environment });
    const acknowledged = await fillAndKill(node, 30_000);
    await expectKept(directory, acknowledged);
  });

  it('so it is on a file system without space; with space it goes on where it was', async function () {
    const disk = join(directory, 'disk');
    await mkdir(disk);
    try {
      await run('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', disk]);
    } catch (error) {
      skipAloud(this, `no tmpfs can be mounted here: ${String(error).split('\n')[0] ?? ''}`);
    }
    try {
      const data = join(disk, 'data');
      await mkdir(data);
      const node = await spawnNode(data);
      const acknowledged = await fillAndKill(node, 200_000);
      await writeFile(join(disk, 'filling'), Buffer.alloc(20_000_000)).catch(() => undefined);
      const early = await spawnNode(data);
      expect(early.error).to.include('[EMBEDDED_LEDGER_UNWRITABLE]').and.to.include('no space is left');
      await rm(join(disk, 'filling'));
      await run('mount', ['-o', 'remount,size=64m', disk]);
      await expectKept(data, acknowledged);
    } finally {
      await run('umount', ['-l', disk]);
    }
  });
});

async function fillAndKill(node: SpawnedNode, size: number): Promise<string[]> {
  try {
    const acknowledged = await fillUntilRefused(node, size);
    await expectRefusal(node, acknowledged);
    return acknowledged;
  } finally {
    await kill(node);
  }
}

/** Submits large values until one is not committed; returns the keys of those that were. */
async function fillUntilRefused(node: SpawnedNode, size: number): Promise<string[]> {
  const { contract, close } = open(node);
  const acknowledged: string[] = [];
  try {
    for (let index = 0; ; index += 1) {
      const key = `large-${index}`;
      await contract.submitTransaction('put', key, key.padEnd(size, '.'));
      acknowledged.push(key);
    }
  } catch (error) {
    expect(String(error)).to.include('UNAVAILABLE');
    return acknowledged;
  } finally {
    close();
  }
}

async function expectRefusal(node: SpawnedNode, acknowledged: readonly string[]): Promise<void> {
  expect(acknowledged.length).to.be.greaterThan(3);
  const { contract, close } = open(node);
  const error: unknown = await contract
    .submitTransaction('put', 'more', '1')
    .catch((reason: unknown) => reason);
  const { message } = (error as GatewayError).details[0]!;
  expect(message).to.include('[EMBEDDED_LEDGER_UNWRITABLE]').and.to.include('no space is left on the disk');
  const first = Buffer.from(await contract.evaluateTransaction('get', acknowledged[0]!)).toString();
  expect(first.startsWith(acknowledged[0]!)).to.equal(true);
  close();
}

/** After a restart everything that was called VALID is there, the ledger is sound, and the node accepts more. */
async function expectKept(directory: string, acknowledged: readonly string[]): Promise<void> {
  const node = await openTestNode(directory);
  const { contract, close } = open(node);
  for (const key of acknowledged) {
    const value = Buffer.from(await contract.evaluateTransaction('get', key)).toString();
    expect(value.startsWith(key), key).to.equal(true);
  }
  await contract.submitTransaction('put', 'afterwards', '1');
  close();
  await verifyChain(node);
  await node.close();
  expect(await verifyEmbeddedLedger(directory)).to.include({
    findingCount: 0,
    state: 'compared',
    tornBytes: 0,
  });
}

function open(node: Parameters<typeof connectAs>[1] & Pick<SpawnedNode, 'organisations'>) {
  const connection = connectAs(node.organisations['bigdata']!.client, node);
  const contract = connection.gateway.getNetwork(channelName).getContract(chaincodeName);
  return { contract, close: () => connection.close() };
}
