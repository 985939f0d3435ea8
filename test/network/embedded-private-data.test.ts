import { createHash, randomBytes } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EndorseError } from '@hyperledger/fabric-gateway';
import { expect } from 'chai';
import { findFabricCommand, run, skipAloud } from './embedded/fabric-command.js';
import {
  chaincodeName,
  channelName,
  newDirectory,
  openTestNode,
  removeDirectory,
} from './embedded/open-node.js';
import {
  bigData,
  connected,
  contractOf,
  delivered,
  endorse,
  evaluate,
  findOnDisk,
  get,
  put,
} from './embedded/private-calls.js';
import { kill, spawnNode } from './embedded/spawn-node.js';

describe('embedded node: private data', function () {
  this.timeout(120_000);
  let directory: string;

  beforeEach(async () => {
    directory = await newDirectory();
  });
  afterEach(async () => {
    await removeDirectory(directory);
  });

  it('survives a kill, between endorsement and submission as well', async () => {
    const first = await spawnNode(directory);
    const prepared = await connected(first, async (connection) => {
      await put(connection, 'committed', 'value of a block');
      return (await endorse(connection, 'endorsed', 'value of no block yet')).getBytes();
    });
    await kill(first);
    const second = await spawnNode(directory);
    await connected(second, async (connection) => {
      expect(await get(connection, 'committed')).to.equal('value of a block');
      expect(await get(connection, 'endorsed')).to.equal('');
      const submitted = await connection.gateway.newTransaction(prepared).submit();
      expect((await submitted.getStatus()).successful).to.equal(true);
      expect(await get(connection, 'endorsed')).to.equal('value of no block yet');
    });
    await kill(second);
    const third = await openTestNode(directory);
    await connected(third, async (connection) => {
      expect(await get(connection, 'endorsed')).to.equal('value of no block yet');
    });
    await third.close();
  });

  it('stays when the state is made again from the blocks, in which it is not', async () => {
    const secret = randomBytes(24).toString('hex');
    const node = await openTestNode(directory);
    await connected(node, async (connection) => {
      await put(connection, 'key', 'replaced');
      await put(connection, 'key', secret);
      await put(connection, 'removed', 'x');
      await contractOf(connection).submitTransaction('removePrivate', bigData, 'removed');
    });
    for (let number = 0; number < node.height(); number += 1) {
      expect((await node.readBlock(number))!.includes(secret), `block ${number}`).to.equal(false);
    }
    await node.close();
    await rm(join(directory, 'ledger', 'state'), { recursive: true });
    const again = await openTestNode(directory);
    await connected(again, async (connection) => {
      expect(await get(connection, 'key')).to.equal(secret);
      expect(await get(connection, 'removed')).to.equal('');
      const hash = createHash('sha256').update(secret).digest('hex');
      expect(await evaluate(connection, 'hashPrivate', bigData, 'key')).to.equal(hash);
    });
    await again.close();
  });

  it('never takes a value for one that the blocks do not know', async () => {
    const young = await openTestNode(directory);
    await connected(young, (connection) => put(connection, 'key', 'old'));
    await young.close();
    const blocks = await readFile(join(directory, 'ledger', 'blocks', 'blocks-000000'));
    const node = await openTestNode(directory);
    await connected(node, (connection) => put(connection, 'key', 'of a block that is lost'));
    const [lost] = await delivered(node, node.height() - 1);
    expect(lost).to.include('of a block that is lost');
    await node.close();
    await writeFile(join(directory, 'ledger', 'blocks', 'blocks-000000'), blocks);
    await rm(join(directory, 'ledger', 'state'), { recursive: true });
    const restored = await openTestNode(directory);
    await connected(restored, async (connection) => {
      expect(await get(connection, 'key')).to.equal('old');
      await contractOf(connection).submitTransaction('put', 'public', 'x');
    });
    expect(await delivered(restored, restored.height() - 1)).to.deep.equal([]);
    await restored.close();
  });

  it('leaves no trace of a removed value, or of those before it, on the disk', async () => {
    const secrets = ['before', 'last', 'kept'].map(() => randomBytes(24).toString('hex'));
    const [before, last, kept] = secrets as [string, string, string];
    const node = await openTestNode(directory);
    await connected(node, async (connection) => {
      await put(connection, 'key', before);
      await put(connection, 'key', last);
      await put(connection, 'other', kept);
      expect(await findOnDisk(directory, before), 'as in Fabric').to.not.deep.equal([]);
      expect(await findOnDisk(directory, last)).to.not.deep.equal([]);
      await contractOf(connection).submitTransaction('removePrivate', bigData, 'key');
      expect(await get(connection, 'key')).to.equal('');
      expect(await get(connection, 'other')).to.equal(kept);
    });
    expect(await findOnDisk(directory, before)).to.deep.equal([]);
    expect(await findOnDisk(directory, last)).to.deep.equal([]);
    expect(await findOnDisk(directory, kept)).to.not.deep.equal([]);
    await node.close();
  });

  it('keeps nothing of a transaction that was found invalid', async () => {
    const secret = randomBytes(24).toString('hex');
    const node = await openTestNode(directory);
    await connected(node, async (connection) => {
      const proposal = contractOf(connection).newProposal('putPrivate', {
        arguments: [bigData, 'key'],
        transientData: { value: secret },
        endorsingOrganizations: ['NotaryMSP'],
      });
      const status = await (await (await proposal.endorse()).submit()).getStatus();
      expect(status.successful).to.equal(false);
      expect(await evaluate(connection, 'hashPrivate', bigData, 'key')).to.equal('');
      expect(await get(connection, 'key')).to.equal('');
      // What takes the next value's place cannot be taken for it.
      await put(connection, 'key', 'another');
      expect(await get(connection, 'key')).to.equal('another');
    });
    await node.close();
  });

  it('is not endorsed where organisations’ peers come to different results', async () => {
    const node = await openTestNode(directory);
    await connected(node, async (connection) => {
      const proposal = contractOf(connection).newProposal('where', {
        endorsingOrganizations: [bigData, 'NotaryMSP', 'FinanceMSP'],
      });
      const error: unknown = await proposal.endorse().catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(EndorseError);
      const message = 'ProposalResponsePayloads do not match';
      const details = (error as EndorseError).details.map((each) => `${each.mspId}: ${each.message}`);
      expect(details).to.deep.equal([`NotaryMSP: ${message}`, `FinanceMSP: ${message}`]);
    });
    await node.close();
  });

  it('passes through Fabric’s own commands: transient values in, hashes in the block', async function () {
    const [peer, configtxlator] = ['peer', 'configtxlator'].map(findFabricCommand);
    if (peer === undefined || configtxlator === undefined) {
      return skipAloud(this, 'peer and configtxlator are neither in FABRIC_BIN nor on PATH');
    }
    const secret = randomBytes(24).toString('hex');
    const node = await openTestNode(directory);
    try {
      const tls = ['--tls', '--cafile', join(directory, 'tls', 'root.pem')];
      const target = [
        '--peerAddresses',
        node.endpoint,
        '--tlsRootCertFiles',
        join(directory, 'tls', 'root.pem'),
      ];
      const call = ['-C', channelName, '-n', chaincodeName, '-c'];
      const value = Buffer.from(secret).toString('base64');
      const transient = ['--transient', JSON.stringify({ value }), '--waitForEvent', ...tls, ...target];
      const words = (...args: string[]) => [...call, JSON.stringify({ Args: args })];
      await runPeer(peer, ['chaincode', 'invoke', ...words('putPrivate', bigData, 'key'), ...transient]);
      const read = await runPeer(peer, ['chaincode', 'query', ...words('getPrivate', bigData, 'key')]);
      expect(read).to.include(secret);
      const block = join(directory, 'newest.block');
      await runPeer(peer, ['channel', 'fetch', 'newest', block, '-c', channelName]);
      const convert = async (way: string, from: string, to: string) =>
        await run(configtxlator, [way, '--type', 'common.Block', '--input', from, '--output', to]);
      await convert('proto_decode', block, `${block}.json`);
      await convert('proto_encode', `${block}.json`, `${block}.again`);
      expect((await readFile(block)).equals(await readFile(`${block}.again`))).to.equal(true);
      const decoded = await readFile(`${block}.json`, 'utf8');
      expect(decoded).to.include('"collection_name": "_implicit_org_BigDataMSP"');
      expect(decoded).not.to.include(value);
    } finally {
      await node.close();
    }
  });

  async function runPeer(peer: string, words: string[]): Promise<string> {
    const environment = {
      ...process.env,
      FABRIC_CFG_PATH: process.env['FABRIC_CFG_PATH'] ?? join(dirname(peer), '..', 'src', 'sampleconfig'),
      FABRIC_LOGGING_SPEC: 'error',
      CORE_PEER_TLS_ENABLED: 'true',
      CORE_PEER_LOCALMSPID: bigData,
      CORE_PEER_TLS_ROOTCERT_FILE: join(directory, 'tls', 'root.pem'),
      CORE_PEER_MSPCONFIGPATH: join(directory, 'organisations/bigdata/users/admin/msp'),
      CORE_PEER_ADDRESS: await readEndpoint(directory),
    };
    const { stdout, stderr } = await run(peer, words, { env: environment });
    return stdout + stderr;
  }
});

async function readEndpoint(directory: string): Promise<string> {
  const { ports } = JSON.parse(await readFile(join(directory, 'node.json'), 'utf8')) as { ports: number[] };
  return `127.0.0.1:${ports[0]!}`;
}
