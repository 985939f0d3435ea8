import { common, discovery, orderer } from '@hyperledger/fabric-protos';
import { status } from '@grpc/grpc-js';
import { type Contract, GatewayError } from '@hyperledger/fabric-gateway';
import { type EmbeddedNode, embeddedSupports } from '@quancheng/network';
import { expect } from 'chai';
import { changeChannelHeader, endorse, forge } from '../conformance/ledger/support/forge.js';
import {
  type Connection,
  chaincodeName,
  channelName,
  connectAs,
  newDirectory,
  openTestNode,
  removeDirectory,
} from './embedded/open-node.js';

describe('embedded node: what it does not support says so', () => {
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

  for (const feature of [
    'privateDataCollections',
    'privateDataQueries',
    'richQueries',
    'chaincodeToChaincode',
    'keyLevelEndorsement',
  ] as const) {
    it(`to a contract that asks for ${feature}`, async () => {
      const error: unknown = await contract
        .evaluateTransaction('unsupported', feature)
        .catch((e: unknown) => e);
      expect(error).to.be.instanceOf(GatewayError);
      expect((error as GatewayError).details[0]!.message).to.include(embeddedSupports[feature].sentence);
    });
  }

  it('to a client that asks for service discovery', async () => {
    const error = await new Promise<{ code: status; details: string } | null>((resolve) => {
      connection.client.makeUnaryRequest(
        '/discovery.Discovery/Discover',
        (message: discovery.SignedRequest) => Buffer.from(message.serializeBinary()),
        (bytes: Buffer) => discovery.Response.deserializeBinary(bytes),
        new discovery.SignedRequest(),
        (failure) => resolve(failure),
      );
    });
    expect(error).to.include({ code: status.UNIMPLEMENTED, details: embeddedSupports.discovery.sentence });
  });

  it('to a client that sends a configuration update', async () => {
    const endorsed = await endorse({ contract }, 'put', { arguments: ['a', '1'] });
    const update = forge(endorsed, node.organisations['bigdata']!.client, (payload) =>
      changeChannelHeader(payload, (header) => header.setType(common.HeaderType.CONFIG_UPDATE)),
    );
    const answer = await broadcast(update);
    expect(answer.getStatus()).to.equal(common.Status.NOT_IMPLEMENTED);
    expect(answer.getInfo()).to.equal(embeddedSupports.configurationUpdates.sentence);
  });

  it('to a client whose envelope is too large for any block', async () => {
    const endorsed = await endorse({ contract }, 'put', { arguments: ['a', '1'] });
    const large = forge(endorsed, node.organisations['bigdata']!.client, (payload) =>
      payload.setData(Buffer.alloc(11 * 1024 * 1024)),
    );
    const answer = await broadcast(large);
    expect(answer.getStatus()).to.equal(common.Status.BAD_REQUEST);
    expect(answer.getInfo()).to.include('exceeds maximum allowed 10485760 bytes');
  });

  it('while everything it claims to support is listed with a sentence', () => {
    for (const [feature, { sentence }] of Object.entries(embeddedSupports)) {
      expect(sentence, feature).to.have.length.greaterThan(10);
    }
  });

  async function broadcast(envelope: common.Envelope): Promise<orderer.BroadcastResponse> {
    return await new Promise((resolve, reject) => {
      const call = connection.client.makeBidiStreamRequest(
        '/orderer.AtomicBroadcast/Broadcast',
        (message: common.Envelope) => Buffer.from(message.serializeBinary()),
        (bytes: Buffer) => orderer.BroadcastResponse.deserializeBinary(bytes),
      );
      call.on('data', resolve);
      call.on('error', reject);
      call.write(envelope);
      call.end();
    });
  }
});
