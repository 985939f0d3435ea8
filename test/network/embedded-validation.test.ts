import { peer } from '@hyperledger/fabric-protos';
import {
  type EmbeddedNode,
  type Identity,
  endorsementPolicy,
  newEnvelopeValidator,
} from '@quancheng/network';
import { expect } from 'chai';
import { type Endorsed, changeChannelHeader, endorse, forge } from '../conformance/ledger/support/forge.js';
import { signHighS } from '../conformance/ledger/support/low-s.js';
import {
  chaincodeName,
  channelName,
  connectAs,
  newDirectory,
  openTestNode,
  removeDirectory,
  testTopology,
} from './embedded/open-node.js';

const codes = peer.TxValidationCode;

/** What the orderers never let through, and a committer refuses all the same. The rest is in the ledger suite. */
describe('the envelope validator', () => {
  let directory: string;
  let node: EmbeddedNode;
  let client: Identity;
  let endorsed: Endorsed;

  before(async () => {
    directory = await newDirectory();
    node = await openTestNode(directory);
    client = node.organisations['bigdata']!.client;
    const connection = connectAs(client, node);
    const contract = connection.gateway.getNetwork(channelName).getContract(chaincodeName);
    endorsed = await endorse({ contract }, 'put', { arguments: ['key', '1'] });
    connection.close();
  });
  after(async () => {
    await node.close();
    await removeDirectory(directory);
  });

  const newValidator = (changed: Partial<Parameters<typeof newEnvelopeValidator>[0]> = {}) =>
    newEnvelopeValidator({
      channel: channelName,
      definitions: Object.values(node.organisations).map(({ definition }) => definition),
      policies: { [chaincodeName]: endorsementPolicy(testTopology) },
      ...changed,
    });

  it('accepts what nobody touched', () => {
    expect(newValidator()(forge(endorsed, client).serializeBinary())).to.equal(codes.VALID);
  });

  it('finds creators’ signatures bad: a high s, another member’s, none', () => {
    const validate = newValidator();
    const envelope = forge(endorsed, client);
    envelope.setSignature(signHighS(client, envelope.getPayload_asU8()));
    expect(validate(envelope.serializeBinary())).to.equal(codes.BAD_CREATOR_SIGNATURE);
    const other = forge(endorsed, node.organisations['notary']!.client);
    expect(validate(other.serializeBinary())).to.equal(codes.BAD_CREATOR_SIGNATURE);
    envelope.setSignature('');
    expect(validate(envelope.serializeBinary())).to.equal(codes.BAD_CREATOR_SIGNATURE);
  });

  it('refuses unreadable envelopes and payloads, other channels, undefined chaincode, other epochs', () => {
    const validate = newValidator();
    const envelope = forge(endorsed, client);
    const bytes = envelope.serializeBinary();
    expect(validate(Buffer.from('no envelope'))).to.equal(codes.INVALID_OTHER_REASON);
    expect(newValidator({ channel: 'elsewhere' })(bytes)).to.equal(codes.BAD_CREATOR_SIGNATURE);
    expect(newValidator({ policies: {} })(bytes)).to.equal(codes.INVALID_CHAINCODE);
    const epoch = forge(endorsed, client, (payload) =>
      changeChannelHeader(payload, (header) => header.setEpoch(1)),
    );
    expect(validate(epoch.serializeBinary())).to.equal(codes.BAD_COMMON_HEADER);
    envelope.setPayload(Buffer.from('ffffffff', 'hex'));
    expect(validate(envelope.serializeBinary())).to.equal(codes.BAD_PAYLOAD);
  });
});
