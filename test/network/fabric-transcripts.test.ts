import { createHash, verify } from 'node:crypto';
import { common, gateway as gatewayMessages, msp, peer } from '@hyperledger/fabric-protos';
import { type MspRegistry, endorsementPolicy, isPolicySatisfied, newMspRegistry } from '@quancheng/network';
import { expect } from 'chai';
import { readRecordedNetwork, readTranscript } from '../conformance/transcript/read-transcript.js';

/** The endorsed payloads and endorsements of a scenario's successful Endorse calls. */
async function readEndorsements(scenario: string): Promise<peer.ChaincodeEndorsedAction[]> {
  const { exchanges } = await readTranscript(scenario);
  const responses = exchanges.filter(({ method }) => method === '/gateway.Gateway/Endorse');
  return responses.flatMap(({ responses: [bytes] }) => (bytes === undefined ? [] : [endorsedAction(bytes)]));
}

function endorsedAction(response: string): peer.ChaincodeEndorsedAction {
  const envelope = gatewayMessages.EndorseResponse.deserializeBinary(
    Buffer.from(response, 'base64'),
  ).getPreparedTransaction()!;
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  const [action] = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList();
  return peer.ChaincodeActionPayload.deserializeBinary(action!.getPayload_asU8()).getAction()!;
}

function verifiedEndorser(registry: MspRegistry, payload: Uint8Array, endorsement: peer.Endorsement): string {
  const endorser = endorsement.getEndorser_asU8();
  const identity = msp.SerializedIdentity.deserializeBinary(endorser);
  const { publicKey, role, mspId } = registry.verify({
    mspid: identity.getMspid(),
    idBytes: identity.getIdBytes_asU8(),
  });
  expect(role).to.equal('peer');
  const message = Buffer.concat([payload, endorser]);
  expect(verify('sha256', message, publicKey, endorsement.getSignature_asU8())).to.equal(true);
  return mspId;
}

describe('transcripts of a real Fabric network', () => {
  it('hold endorsements that our MSP verification accepts', async () => {
    const { organisations } = await readRecordedNetwork();
    const registry = newMspRegistry(organisations);
    const counts = (await readEndorsements('endorsed-read')).map((action) => {
      const payload = action.getProposalResponsePayload_asU8();
      const endorsers = action.getEndorsementsList().map((each) => verifiedEndorser(registry, payload, each));
      return new Set(endorsers).size;
    });
    expect(counts).to.deep.equal([1, 2, 4, 2]);
  });

  it('hold submitted transactions that satisfy the topology’s endorsement policy as we compute it', async () => {
    const { organisations, topology } = await readRecordedNetwork();
    const registry = newMspRegistry(organisations);
    const policy = endorsementPolicy(topology);
    for (const [scenario, satisfied] of [
      ['submit', true],
      ['too-few-endorsements', false],
    ] as const) {
      const [action] = await readEndorsements(scenario);
      const payload = action!.getProposalResponsePayload_asU8();
      const mspIds = action!.getEndorsementsList().map((each) => verifiedEndorser(registry, payload, each));
      expect(isPolicySatisfied(policy, mspIds), scenario).to.equal(satisfied);
    }
  });

  it('hold a genesis block and its successor linked as we compute it', async () => {
    const { exchanges } = await readTranscript('deliver');
    const blocks = exchanges
      .flatMap(({ responses }) => responses)
      .map((bytes) => peer.DeliverResponse.deserializeBinary(Buffer.from(bytes, 'base64')).getBlock())
      .filter((block) => block !== undefined);
    const [first, second] = [0, 1].map(
      (number) => blocks.find((block) => block.getHeader()?.getNumber() === number)!,
    );
    const data = Buffer.concat(first!.getData()!.getDataList_asU8());
    expect(Buffer.from(first!.getHeader()!.getDataHash_asU8())).to.deep.equal(
      createHash('sha256').update(data).digest(),
    );
    expect(second!.getHeader()!.getPreviousHash_asU8()).to.have.length(32);
    expect(second!.getMetadata()!.getMetadataList_asU8()).to.have.length(5);
  });
});
