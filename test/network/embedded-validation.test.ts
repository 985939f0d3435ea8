import { common, peer } from '@hyperledger/fabric-protos';
import { type EmbeddedNode, endorsementPolicy, newEnvelopeValidator } from '@quancheng/network';
import { expect } from 'chai';
import {
  changeAction,
  changeChannelHeader,
  endorse,
  forge,
  readStatus,
  signHighS,
  submitRaw,
} from './embedded/forge.js';
import {
  type Connection,
  chaincodeName,
  channelName,
  connectAs,
  newDirectory,
  openTestNode,
  removeDirectory,
  testTopology,
} from './embedded/open-node.js';

const codes = peer.TxValidationCode;

describe('embedded node: validation at commit', () => {
  let directory: string;
  let node: EmbeddedNode;
  let connection: Connection;

  before(async () => {
    directory = await newDirectory();
    node = await openTestNode(directory);
    connection = connectAs(client(), node);
  });
  after(async () => {
    connection.close();
    await node.close();
    await removeDirectory(directory);
  });

  const client = () => node.organisations['bigdata']!.client;
  const contract = () => connection.gateway.getNetwork(channelName).getContract(chaincodeName);
  const read = async (key: string) =>
    Buffer.from(await contract().evaluateTransaction('get', key)).toString();

  async function submitAndWait(envelope: Parameters<typeof submitRaw>[1], id: string): Promise<number> {
    await submitRaw(connection, envelope, id);
    return (await readStatus(connection, client(), id)).code;
  }

  it('finds a transaction valid that nobody touched', async () => {
    const endorsed = await endorse(connection, chaincodeName, 'put', ['untouched', '1']);
    const code = await submitAndWait(
      forge(endorsed, client(), () => undefined),
      endorsed.transactionId,
    );
    expect(code).to.equal(codes.VALID);
    expect(await read('untouched')).to.equal('1');
  });

  it('ENDORSEMENT_POLICY_FAILURE: too few organisations endorsed', async () => {
    const proposal = contract().newProposal('put', {
      arguments: ['few', '1'],
      endorsingOrganizations: ['BigDataMSP', 'NotaryMSP'],
    });
    const submitted = await (await proposal.endorse()).submit();
    const status = await submitted.getStatus();
    expect(status.code).to.equal(codes.ENDORSEMENT_POLICY_FAILURE);
    expect(await read('few')).to.equal('');
  });

  it('ENDORSEMENT_POLICY_FAILURE: the write set was changed after endorsement', async () => {
    const endorsed = await endorse(connection, chaincodeName, 'put', ['stolen', 'small']);
    const forged = forge(endorsed, client(), (payload) =>
      changeAction(payload, (action) => {
        const bytes = Buffer.from(action.getAction()!.getProposalResponsePayload_asU8());
        bytes.write('large', bytes.lastIndexOf('small'));
        action.getAction()!.setProposalResponsePayload(bytes);
      }),
    );
    expect(await submitAndWait(forged, endorsed.transactionId)).to.equal(codes.ENDORSEMENT_POLICY_FAILURE);
    expect(await read('stolen')).to.equal('');
  });

  it('ENDORSEMENT_POLICY_FAILURE: one endorsement three times over', async () => {
    const endorsed = await endorse(connection, chaincodeName, 'put', ['thrice', '1']);
    const forged = forge(endorsed, client(), (payload) =>
      changeAction(payload, (action) => {
        const [first] = action.getAction()!.getEndorsementsList();
        action.getAction()!.setEndorsementsList([first!, first!, first!]);
      }),
    );
    expect(await submitAndWait(forged, endorsed.transactionId)).to.equal(codes.ENDORSEMENT_POLICY_FAILURE);
  });

  it('INVALID_ENDORSER_TRANSACTION: the arguments are not those endorsed', async () => {
    const endorsed = await endorse(connection, chaincodeName, 'put', ['arguments', 'asked']);
    const forged = forge(endorsed, client(), (payload) =>
      changeAction(payload, (action) => {
        const bytes = Buffer.from(action.getChaincodeProposalPayload_asU8());
        bytes.write('other', bytes.lastIndexOf('asked'));
        action.setChaincodeProposalPayload(bytes);
      }),
    );
    expect(await submitAndWait(forged, endorsed.transactionId)).to.equal(codes.INVALID_ENDORSER_TRANSACTION);
  });

  it('BAD_PROPOSAL_TXID: the transaction id is not that of nonce and creator', async () => {
    const endorsed = await endorse(connection, chaincodeName, 'put', ['id', '1']);
    const id = 'f'.repeat(64);
    const forged = forge(endorsed, client(), (payload) =>
      changeChannelHeader(payload, (header) => header.setTxId(id)),
    );
    expect(await submitAndWait(forged, id)).to.equal(codes.BAD_PROPOSAL_TXID);
  });

  it('MVCC_READ_CONFLICT: another transaction wrote what this one read', async () => {
    const first = await contract()
      .newProposal('append', { arguments: ['race', 'a'] })
      .endorse();
    const second = await contract()
      .newProposal('append', { arguments: ['race', 'b'] })
      .endorse();
    const statuses = [await first.submit(), await second.submit()].map((submitted) => submitted.getStatus());
    const [won, lost] = await Promise.all(statuses);
    expect(won!.code).to.equal(codes.VALID);
    expect(lost!.code).to.equal(codes.MVCC_READ_CONFLICT);
    expect(await read('race')).to.equal('a');
  });

  it('MVCC_READ_CONFLICT: a key that was absent has appeared', async () => {
    const reader = await contract()
      .newProposal('append', { arguments: ['appeared', 'x'] })
      .endorse();
    await contract().submitTransaction('put', 'appeared', 'first');
    expect((await (await reader.submit()).getStatus()).code).to.equal(codes.MVCC_READ_CONFLICT);
    expect(await read('appeared')).to.equal('first');
  });

  it('PHANTOM_READ_CONFLICT: a key has appeared in a range that was read', async () => {
    await contract().submitTransaction('put', 'range-a', '1');
    const counted = await contract()
      .newProposal('count', { arguments: ['range-', 'range.', 'counted'] })
      .endorse();
    await contract().submitTransaction('put', 'range-b', '2');
    expect((await (await counted.submit()).getStatus()).code).to.equal(codes.PHANTOM_READ_CONFLICT);
    await contract().submitTransaction('count', 'range-', 'range.', 'counted');
    expect(await read('counted')).to.equal('2');
  });

  it('PHANTOM_READ_CONFLICT: a key has gone from a long range, which is held as hashes', async () => {
    await contract().submitTransaction('fill', 'long-', '120');
    const arguments_ = ['long-', 'long.', 'long'];
    const unharmed = await contract().newProposal('count', { arguments: arguments_ }).endorse();
    expect((await (await unharmed.submit()).getStatus()).code).to.equal(codes.VALID);
    expect(await read('long')).to.equal('120');
    const counted = await contract().newProposal('count', { arguments: arguments_ }).endorse();
    await contract().submitTransaction('remove', 'long-0077');
    expect((await (await counted.submit()).getStatus()).code).to.equal(codes.PHANTOM_READ_CONFLICT);
  });

  it('DUPLICATE_TXID: a transaction comes again when the orderers have forgotten it', async () => {
    const endorsed = await endorse(connection, chaincodeName, 'put', ['again', '1']);
    const envelope = forge(endorsed, client(), () => undefined);
    expect(await submitAndWait(envelope, endorsed.transactionId)).to.equal(codes.VALID);
    const refusal = await submitRaw(connection, envelope, endorsed.transactionId).catch(String);
    expect(refusal).to.include('UNAVAILABLE');
    connection.close();
    await node.close();
    node = await openTestNode(directory);
    connection = connectAs(client(), node);
    const height = node.height();
    await submitRaw(connection, envelope, endorsed.transactionId);
    await contract().submitTransaction('put', 'after', '1');
    const flags = await readFlags(node, height);
    expect(flags[0]).to.equal(codes.DUPLICATE_TXID);
    const status = await readStatus(connection, client(), endorsed.transactionId);
    expect(status.code, 'the first result stays').to.equal(codes.VALID);
  });

  it('BAD_CREATOR_SIGNATURE: refused by the orderers already, and by a committer', async () => {
    const endorsed = await endorse(connection, chaincodeName, 'put', ['signature', '1']);
    const envelope = forge(endorsed, client(), () => undefined);
    const validate = newEnvelopeValidator({
      channel: channelName,
      definitions: Object.values(node.organisations).map(({ definition }) => definition),
      policies: { [chaincodeName]: endorsementPolicy(testTopology) },
    });
    expect(validate(envelope.serializeBinary())).to.equal(codes.VALID);
    envelope.setSignature(signHighS(client(), envelope.getPayload_asU8()));
    expect(validate(envelope.serializeBinary()), 'high s').to.equal(codes.BAD_CREATOR_SIGNATURE);
    const stranger = node.organisations['notary']!.client;
    const other = forge(endorsed, stranger, () => undefined);
    expect(validate(other.serializeBinary()), 'another key').to.equal(codes.BAD_CREATOR_SIGNATURE);
    const refusal = await submitRaw(connection, other, endorsed.transactionId).catch(String);
    expect(refusal).to.include('UNAVAILABLE');
  });

  it('refuses unreadable envelopes and other channels with the codes of a committer', async () => {
    const endorsed = await endorse(connection, chaincodeName, 'put', ['unreadable', '1']);
    const rules = {
      definitions: Object.values(node.organisations).map(({ definition }) => definition),
      policies: { [chaincodeName]: endorsementPolicy(testTopology) },
    };
    const validate = newEnvelopeValidator({ channel: channelName, ...rules });
    const bytes = forge(endorsed, client(), () => undefined).serializeBinary();
    expect(validate(bytes)).to.equal(codes.VALID);
    expect(validate(Buffer.from('no envelope'))).to.equal(codes.INVALID_OTHER_REASON);
    const elsewhere = newEnvelopeValidator({ channel: 'elsewhere', ...rules });
    expect(elsewhere(bytes)).to.equal(codes.BAD_CREATOR_SIGNATURE);
    const unknown = newEnvelopeValidator({ channel: channelName, ...rules, policies: {} });
    expect(unknown(bytes)).to.equal(codes.INVALID_CHAINCODE);
    const epoch = forge(endorsed, client(), (payload) =>
      changeChannelHeader(payload, (header) => header.setEpoch(1)),
    );
    expect(validate(epoch.serializeBinary())).to.equal(codes.BAD_COMMON_HEADER);
  });
});

async function readFlags(node: EmbeddedNode, number: number): Promise<Uint8Array> {
  const block = common.Block.deserializeBinary((await node.readBlock(number))!);
  return block.getMetadata()!.getMetadataList_asU8()[common.BlockMetadataIndex.TRANSACTIONS_FILTER]!;
}
