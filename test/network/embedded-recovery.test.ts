import { appendFile, mkdir, open, readFile, rm, rmdir, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import type { GatewayError } from '@hyperledger/fabric-gateway';
import { peer } from '@hyperledger/fabric-protos';
import type { EmbeddedNode } from '@quancheng/network';
import { isQuanchengError } from '@quancheng/protocol';
import { expect } from 'chai';
import { evaluate, submit } from './embedded/calls.js';
import {
  chaincodeName,
  channelName,
  connectAs,
  newDirectory,
  openTestNode,
  removeDirectory,
} from './embedded/open-node.js';
import { type SpawnedNode, kill, spawnNode } from './embedded/spawn-node.js';
import { verifyChain } from './embedded/verify-chain.js';

describe('embedded node: data that outlives the process', function () {
  this.timeout(120_000);
  let directory: string;

  beforeEach(async () => {
    directory = await newDirectory();
  });
  afterEach(async () => {
    await removeDirectory(directory);
  });

  it('rebuilds the state from the blocks', async () => {
    const first = await openTestNode(directory);
    await submit(first, 'put', 'rebuilt', 'a');
    await submit(first, 'put', 'rebuilt', 'b');
    await submit(first, 'put', 'removed', 'x');
    await submit(first, 'remove', 'removed');
    await first.close();
    await rm(join(directory, 'ledger', 'state'), { recursive: true });
    const second = await openTestNode(directory);
    expect(await evaluate(second, 'get', 'rebuilt')).to.equal('b');
    expect(await evaluate(second, 'get', 'removed')).to.equal('');
    expect(JSON.parse(await evaluate(second, 'history', 'rebuilt'))).to.have.lengthOf(2);
    await second.close();
  });

  it('cuts off the torn end of a block that was being written', async () => {
    const first = await openTestNode(directory);
    await submit(first, 'put', 'before', '1');
    const height = first.height();
    await first.close();
    const whole = await readFile(blockFile());
    await appendFile(blockFile(), whole.subarray(0, 1000));
    const second = await openTestNode(directory);
    expect(second.height()).to.equal(height);
    expect((await stat(blockFile())).size).to.equal(whole.length);
    await submit(second, 'put', 'after', '2');
    await verifyChain(second);
    await second.close();
  });

  it('refuses a ledger whose blocks have been shortened', async () => {
    const first = await openTestNode(directory);
    await submit(first, 'put', 'shortened', '1');
    await first.close();
    await truncate(blockFile(), (await stat(blockFile())).size - 100);
    const error: unknown = await openTestNode(directory).catch((reason: unknown) => reason);
    expect(isQuanchengError(error, 'EMBEDDED_LEDGER_DAMAGED'), String(error)).to.equal(true);
  });

  it('refuses to serve a block whose bytes have changed', async () => {
    const node = await openTestNode(directory);
    await node.close();
    const file = await open(blockFile(), 'r+');
    await file.write(Buffer.from('!'), 0, 1, 5000);
    await file.close();
    const again = await openTestNode(directory);
    const error: unknown = await again.readBlock(0).catch((reason: unknown) => reason);
    expect(isQuanchengError(error, 'EMBEDDED_LEDGER_DAMAGED'), String(error)).to.equal(true);
    await again.close();
  });

  it('stops accepting when a block cannot be written, loses nothing, and goes on in a new file', async () => {
    const node = await openTestNode(directory);
    // A folder stands where the second block file is to be made once the first is full.
    const obstacle = blockFile(1);
    await mkdir(obstacle);
    const acknowledged = await fillUntilRefused(node);
    expect(acknowledged.length).to.be.greaterThan(20);
    const refused: unknown = await submit(node, 'put', 'refused', '1').catch((error: unknown) => error);
    expect((refused as GatewayError).details[0]!.message).to.include('[EMBEDDED_LEDGER_UNWRITABLE]');
    expect(await evaluate(node, 'size', acknowledged[0]!)).to.equal('900000');
    await node.close();
    await rmdir(obstacle);
    const again = await openTestNode(directory);
    await submit(again, 'put', 'in the second file', '1');
    expect((await stat(blockFile(1))).size).to.be.greaterThan(0);
    await verifyChain(again);
    for (const key of acknowledged) {
      expect(await evaluate(again, 'size', key), key).to.equal('900000');
    }
    await again.close();
    const reopened = await openTestNode(directory);
    expect(await evaluate(reopened, 'get', 'in the second file')).to.equal('1');
    await reopened.close();
  });

  for (const round of [1, 2, 3]) {
    it(`has every transaction that was called VALID after kill -9 under load (round ${round})`, async () => {
      const spawned = await spawnNode(directory);
      const acknowledged = await loadUntilKilled(spawned, 60 * round);
      const node = await openTestNode(directory);
      const committed = new Map((await verifyChain(node)).map((each) => [each.transactionId, each]));
      for (const [transactionId, { key, block }] of acknowledged) {
        expect(committed.get(transactionId), key).to.deep.equal({
          transactionId,
          block,
          code: peer.TxValidationCode.VALID,
        });
        expect(await evaluate(node, 'get', key)).to.equal(key);
      }
      await submit(node, 'put', 'afterwards', '1');
      await node.close();
    });
  }

  const blockFile = (segment = 0) => join(directory, 'ledger', 'blocks', `blocks-00000${segment}`);
});

/** Submits values of 900 kB until one is not committed; returns the keys of those that were. */
async function fillUntilRefused(node: EmbeddedNode): Promise<string[]> {
  const connection = connectAs(node.organisations['bigdata']!.client, node);
  const contract = connection.gateway.getNetwork(channelName).getContract(chaincodeName);
  const acknowledged: string[] = [];
  try {
    for (let index = 0; ; index += 1) {
      const key = `large-${index}`;
      await contract.submitTransaction('put', key, 'x'.repeat(900_000));
      acknowledged.push(key);
    }
  } catch (error) {
    expect(String(error)).to.include('UNAVAILABLE');
    return acknowledged;
  } finally {
    connection.close();
  }
}

/** Submits from thirty callers at once; kills the node when so many transactions have been called VALID. */
async function loadUntilKilled(
  node: SpawnedNode,
  count: number,
): Promise<Map<string, { key: string; block: number }>> {
  const connection = connectAs(node.organisations['bigdata']!.client, node);
  const contract = connection.gateway.getNetwork(channelName).getContract(chaincodeName);
  const acknowledged = new Map<string, { key: string; block: number }>();
  let killed: Promise<void> | undefined;
  let next = 0;
  const call = async (): Promise<void> => {
    while (killed === undefined) {
      const key = `load-${(next += 1)}`;
      const submitted = await contract.submitAsync('put', { arguments: [key, key] });
      const { code, blockNumber } = await submitted.getStatus();
      if (code === peer.TxValidationCode.VALID) {
        acknowledged.set(submitted.getTransactionId(), { key, block: Number(blockNumber) });
      }
      if (acknowledged.size >= count) {
        killed ??= kill(node);
      }
    }
  };
  await Promise.allSettled(Array.from({ length: 30 }, call));
  await killed;
  connection.close();
  expect(acknowledged.size).to.be.at.least(count);
  return acknowledged;
}
