import { common, peer } from '@hyperledger/fabric-protos';
import { type ChaincodeEvent, type CloseableAsyncIterable, type Contract } from '@hyperledger/fabric-gateway';
import { CommitError, EndorseError, GatewayError } from '@hyperledger/fabric-gateway';
import { status } from '@grpc/grpc-js';
import type { EmbeddedNode } from '@quancheng/network';
import { expect } from 'chai';
import { readReadWriteSets } from './embedded/read-block.js';
import {
  type Connection,
  chaincodeName,
  channelName,
  connectAs,
  newDirectory,
  openTestNode,
  removeDirectory,
} from './embedded/open-node.js';

describe('embedded node: the official client', () => {
  let directory: string;
  let node: EmbeddedNode;
  let connection: Connection;
  let contract: Contract;

  before(async () => {
    directory = await newDirectory();
    node = await openTestNode(directory);
    connection = connectAs(node.organisations['bigdata']!.client, node);
    contract = connection.gateway.getNetwork(channelName).getContract(chaincodeName);
  });
  after(async () => {
    connection.close();
    await node.close();
    await removeDirectory(directory);
  });

  const evaluate = async (name: string, ...args: string[]) =>
    Buffer.from(await contract.evaluateTransaction(name, ...args)).toString();
  const submit = async (name: string, ...args: string[]) =>
    Buffer.from(await contract.submitTransaction(name, ...args)).toString();

  describe('state', () => {
    it('writes, reads and deletes', async () => {
      expect(await submit('put', 'one', '1')).to.equal('1');
      expect(await evaluate('get', 'one')).to.equal('1');
      await submit('remove', 'one');
      expect(await evaluate('get', 'one')).to.equal('');
    });

    it('never shows a transaction its own writes', async () => {
      await submit('put', 'own', 'a');
      expect(await submit('append', 'own', 'b')).to.equal('a→ab');
      expect(await evaluate('get', 'own')).to.equal('ab');
    });

    it('orders keys by bytes, not by JavaScript’s code units', async () => {
      const beyond = 'order-\u{1F600}';
      const private_ = 'order-\uFFFD';
      await submit('put', beyond, 'emoji');
      await submit('put', private_, 'replacement');
      const found = JSON.parse(await evaluate('range', 'order-', 'order.')) as [string, string][];
      expect(found.map(([key]) => key)).to.deep.equal([private_, beyond]);
      expect([beyond, private_].sort()[0], 'the trap').to.equal(beyond);
    });

    it('reads composite keys by their beginning', async () => {
      await submit('putComposite', 'car', 'red', 'b');
      await submit('putComposite', 'car', 'red', 'a');
      await submit('putComposite', 'car', 'blue', 'c');
      expect(JSON.parse(await evaluate('listComposite', 'car', 'red'))).to.deep.equal(['red/a', 'red/b']);
    });

    it('reads in pages', async () => {
      await submit('fill', 'page-', '5');
      const page = async (bookmark: string) =>
        JSON.parse(await evaluate('page', 'page-', 'page.', '2', bookmark)) as Record<string, unknown>;
      expect(await page('')).to.deep.equal({
        keys: ['page-0000', 'page-0001'],
        bookmark: 'page-0002',
        count: 2,
      });
      expect(await page('page-0004')).to.deep.equal({ keys: ['page-0004'], bookmark: '', count: 1 });
    });

    it('tells a key’s history, newest first', async () => {
      await submit('put', 'told', 'first');
      await submit('put', 'told', 'second');
      await submit('remove', 'told');
      const history = JSON.parse(await evaluate('history', 'told')) as { value: string; isDelete: boolean }[];
      expect(history.map(({ value, isDelete }) => [value, isDelete])).to.deep.equal([
        ['', true],
        ['second', false],
        ['first', false],
      ]);
    });

    it('gives the contract the caller’s identity and transient data', async () => {
      expect(await evaluate('who')).to.match(/^BigDataMSP x509::.*CN=client.bigdata/);
      expect(process.env).not.to.have.property('CORE_PEER_LOCALMSPID');
      expect(await evaluate('where')).to.equal('BigDataMSP');
      const secret = await contract.evaluate('secret', { transientData: { secret: Buffer.from('hidden') } });
      expect(Buffer.from(secret).toString()).to.equal('hidden');
    });

    it('runs simulations side by side without mixing them', async () => {
      await Promise.all(
        Array.from({ length: 40 }, (_, index) => submit('put', `side-${index}`, String(index))),
      );
      const found = JSON.parse(await evaluate('range', 'side-', 'side.')) as [string, string][];
      expect(found).to.have.lengthOf(40);
      expect(found.every(([key, value]) => key === `side-${value}`)).to.equal(true);
    });
  });

  describe('endorsement', () => {
    it('has as many organisations endorse as the policy needs, each once', async () => {
      expect(await endorsers()).to.deep.equal(['BigDataMSP', 'ArbitrationMSP', 'NotaryMSP']);
    });

    it('has exactly the organisations endorse that the client names', async () => {
      const all = ['FinanceMSP', 'NotaryMSP', 'ArbitrationMSP', 'BigDataMSP'];
      expect(await endorsers(all)).to.deep.equal(all);
    });

    it('endorses a read without ordering it', async () => {
      const height = node.height();
      await contract.newProposal('get', { arguments: ['one'] }).endorse();
      expect(node.height()).to.equal(height);
    });

    it('records absent keys without a version and the chaincode’s definition with one', async () => {
      await submit('append', 'absent', 'x');
      const [, own] = await readReadWriteSets(node, node.height() - 1);
      const [lifecycle] = await readReadWriteSets(node, node.height() - 1);
      expect(lifecycle!.namespace).to.equal('_lifecycle');
      expect(lifecycle!.reads).to.deep.equal([
        { key: `namespaces/fields/${chaincodeName}/Sequence`, version: { block: 1, transaction: 0 } },
      ]);
      expect(own).to.deep.include({ namespace: chaincodeName, reads: [{ key: 'absent' }] });
      expect(own!.writes).to.deep.equal([{ key: 'absent', value: 'x', isDelete: false }]);
    });

    async function endorsers(endorsingOrganizations?: string[]): Promise<string[]> {
      const proposal = contract.newProposal('put', {
        arguments: ['endorsed', '1'],
        ...(endorsingOrganizations && { endorsingOrganizations }),
      });
      await (await (await proposal.endorse()).submit()).getStatus();
      const [set] = await readReadWriteSets(node, node.height() - 1);
      return set!.endorsers;
    }
  });

  describe('failures', () => {
    const failure = async (attempt: Promise<unknown>): Promise<GatewayError> => {
      const error: unknown = await attempt.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).to.be.instanceOf(GatewayError);
      return error as GatewayError;
    };

    it('evaluate: UNKNOWN with the contract’s message, and who said it', async () => {
      const error = await failure(contract.evaluateTransaction('fail', '[SOME_CODE] not today'));
      expect(error.code).to.equal(status.UNKNOWN);
      expect(error.message).to.include(
        'evaluate call to endorser returned error: chaincode response 500, [SOME_CODE] not today',
      );
      expect(error.details).to.deep.equal([
        {
          address: node.endpoint,
          mspId: 'BigDataMSP',
          message: 'chaincode response 500, [SOME_CODE] not today',
        },
      ]);
    });

    it('endorse: ABORTED, with one detail per named organisation', async () => {
      const error = await failure(contract.submitTransaction('fail', 'no'));
      expect(error).to.be.instanceOf(EndorseError);
      expect(error.code).to.equal(status.ABORTED);
      expect(error.message).to.include('failed to endorse transaction');
      const named = await failure(
        contract
          .newProposal('fail', { arguments: ['no'], endorsingOrganizations: ['NotaryMSP', 'FinanceMSP'] })
          .endorse(),
      );
      expect(named.message).to.include('failed to collect enough transaction endorsements');
      expect(named.details.map(({ mspId }) => mspId)).to.deep.equal(['NotaryMSP', 'FinanceMSP']);
    });

    it('names an organisation without a peer', async () => {
      const endorsingOrganizations = ['NobodyMSP'];
      const error = await failure(
        contract.newProposal('get', { arguments: ['a'], endorsingOrganizations }).endorse(),
      );
      expect(error.code).to.equal(status.UNAVAILABLE);
      expect(error.message).to.include('failed to find any endorsing peers for org(s): NobodyMSP');
    });

    it('knows neither other channels nor other chaincodes', async () => {
      const other = connection.gateway.getNetwork('elsewhere').getContract(chaincodeName);
      expect((await failure(other.evaluateTransaction('get', 'a'))).code).to.equal(status.UNAVAILABLE);
      const unknown = connection.gateway.getNetwork(channelName).getContract('unknown');
      expect((await failure(unknown.evaluateTransaction('get', 'a'))).code).to.equal(
        status.FAILED_PRECONDITION,
      );
    });

    it('refuses identities of strangers and of roles that may not write', async () => {
      const stranger = { ...node.organisations['bigdata']!.client, mspId: 'NotaryMSP' };
      const impostor = connectAs(stranger, node);
      const peers = impostor.gateway.getNetwork(channelName).getContract(chaincodeName);
      const error = await failure(peers.evaluateTransaction('get', 'a'));
      expect(error.code).to.equal(status.FAILED_PRECONDITION);
      expect(error.message).to.include('creator org unknown, creator is malformed');
      impostor.close();
    });

    it('a transaction’s validation failure is a CommitError with its code', async () => {
      await submit('put', 'contended', '');
      const attempts = await Promise.allSettled(
        Array.from('0123456789', (each) => submit('append', 'contended', each)),
      );
      const rejected = attempts
        .filter((each) => each.status === 'rejected')
        .map(({ reason }) => reason as unknown);
      for (const error of rejected) {
        expect(error).to.be.instanceOf(CommitError);
        expect((error as CommitError).code).to.equal(peer.TxValidationCode.MVCC_READ_CONFLICT);
      }
      expect(rejected.length).to.be.greaterThan(0);
      expect(await evaluate('get', 'contended')).to.have.lengthOf(attempts.length - rejected.length);
    });

    it('stops a paginated query in a transaction that writes, as Fabric does', async () => {
      const error = await failure(contract.submitTransaction('pageThenWrite', 'a', 'z'));
      expect(error.details[0]!.message).to.include('Writes are not allowed');
    });
  });

  describe('events', () => {
    it('delivers chaincode events of valid transactions in order, live', async () => {
      const events = await network().getChaincodeEvents(chaincodeName);
      await submit('emit', 'first', 'A');
      await submit('emit', 'second', 'B');
      const received = await take(events, 2);
      expect(received.map(({ eventName }) => eventName)).to.deep.equal(['first', 'second']);
      expect(received.map(({ payload }) => Buffer.from(payload).toString())).to.deep.equal(['A', 'B']);
    });

    it('replays them from a block, and after a transaction', async () => {
      const startBlock = BigInt(node.height());
      await submit('emit', 'replayed-1', '1');
      await submit('put', 'between', '1');
      await submit('emit', 'replayed-2', '2');
      const events = await network().getChaincodeEvents(chaincodeName, { startBlock });
      const [first, second] = await take(events, 2);
      expect([first!.eventName, second!.eventName]).to.deep.equal(['replayed-1', 'replayed-2']);
      const checkpoint = {
        getBlockNumber: () => first!.blockNumber,
        getTransactionId: () => first!.transactionId,
      };
      const resumed = await network().getChaincodeEvents(chaincodeName, { checkpoint });
      const [next] = await take(resumed, 1);
      expect(next!.eventName).to.equal('replayed-2');
    });

    it('raises no event for an invalid transaction', async () => {
      const startBlock = BigInt(node.height());
      const invalid = contract.newProposal('emit', {
        arguments: ['invalid', 'x'],
        endorsingOrganizations: ['NotaryMSP'],
      });
      expect((await (await (await invalid.endorse()).submit()).getStatus()).successful).to.equal(false);
      await submit('emit', 'valid', 'y');
      const events = await network().getChaincodeEvents(chaincodeName, { startBlock });
      const [only] = await take(events, 1);
      expect(only!.eventName).to.equal('valid');
    });

    it('delivers blocks from the first on, and filtered blocks without contents', async () => {
      const blocks = await network().getBlockEvents({ startBlock: 0n });
      const received = await take(blocks, 3);
      expect(received.map((block) => block.getHeader()!.getNumber())).to.deep.equal([0, 1, 2]);
      for (const [index, block] of received.entries()) {
        expect(block.getMetadata()!.getMetadataList()).to.have.lengthOf(5);
        expect(Buffer.from(block.serializeBinary()).equals((await node.readBlock(index))!)).to.equal(true);
      }
      const filtered = await network().getFilteredBlockEvents({ startBlock: 1n });
      const [definition, first] = await take(filtered, 2);
      expect(definition!.getChannelId()).to.equal(channelName);
      const [transaction] = first!.getFilteredTransactionsList();
      expect(transaction!.getTxValidationCode()).to.equal(peer.TxValidationCode.VALID);
      expect(transaction!.getType()).to.equal(common.HeaderType.ENDORSER_TRANSACTION);
    });

    const network = () => connection.gateway.getNetwork(channelName);
    const take = async <T = ChaincodeEvent>(
      events: CloseableAsyncIterable<T>,
      count: number,
    ): Promise<T[]> => {
      const taken: T[] = [];
      try {
        for await (const event of events) {
          taken.push(event);
          if (taken.length === count) {
            break;
          }
        }
      } finally {
        events.close();
      }
      return taken;
    };
  });

  describe('the ledger’s own chaincodes', () => {
    it('qscc tells the height and finds blocks and transactions', async () => {
      const query = connection.gateway.getNetwork(channelName).getContract('qscc');
      const info = common.BlockchainInfo.deserializeBinary(
        await query.evaluateTransaction('GetChainInfo', channelName),
      );
      expect(info.getHeight()).to.equal(node.height());
      const byHash = common.Block.deserializeBinary(
        await query.evaluate('GetBlockByHash', { arguments: [channelName, info.getCurrentblockhash_asU8()] }),
      );
      expect(byHash.getHeader()!.getNumber()).to.equal(node.height() - 1);
      const submitted = await contract.submitAsync('put', { arguments: ['queried', '1'] });
      await submitted.getStatus();
      const id = submitted.getTransactionId();
      const found = peer.ProcessedTransaction.deserializeBinary(
        await query.evaluateTransaction('GetTransactionByID', channelName, id),
      );
      expect(found.getValidationcode()).to.equal(peer.TxValidationCode.VALID);
    });
  });
});
