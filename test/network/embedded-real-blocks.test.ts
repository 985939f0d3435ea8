import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { common, gateway, ledger, peer } from '@hyperledger/fabric-protos';
import {
  type MspDefinition,
  type Topology,
  endorsementPolicy,
  newEnvelopeValidator,
} from '@quancheng/network';
import { expect } from 'chai';

const folder = join(import.meta.dirname, '../../vectors/fabric/transcripts');

interface Network {
  readonly topology: Topology;
  readonly organisations: readonly MspDefinition[];
}

interface Exchange {
  readonly method: string;
  readonly requests: readonly string[];
  readonly responses: readonly string[];
}

const codes = peer.TxValidationCode;
/** Codes that depend on the state and on earlier blocks, which an envelope by itself does not show. */
const statefulCodes: readonly number[] = [
  codes.MVCC_READ_CONFLICT,
  codes.PHANTOM_READ_CONFLICT,
  codes.DUPLICATE_TXID,
];

describe('embedded node: its validation rules on transactions of real Fabric', () => {
  let validate: (envelope: Uint8Array) => number;

  before(async () => {
    const network = JSON.parse(await readFile(join(folder, 'network.json'), 'utf8')) as Network;
    const policy = endorsementPolicy(network.topology);
    validate = newEnvelopeValidator({
      channel: network.topology.channel,
      definitions: network.organisations,
      policies: { [network.topology.chaincode.name]: policy, _lifecycle: policy },
    });
  });

  it('finds in every block what Fabric’s committers found', async () => {
    const blocks = await readRecordedBlocks();
    expect(blocks.length).to.be.at.least(3);
    let withPrivateData = 0;
    for (const block of blocks) {
      const { TRANSACTIONS_FILTER } = common.BlockMetadataIndex;
      const recorded = block.getMetadata()!.getMetadataList_asU8()[TRANSACTIONS_FILTER]!;
      for (const [index, envelope] of block.getData()!.getDataList_asU8().entries()) {
        const expected = stateless(recorded[index]!);
        expect(validate(envelope), `block ${block.getHeader()!.getNumber()}`).to.equal(expected);
        withPrivateData += hasPrivateData(envelope) ? 1 : 0;
      }
    }
    expect(withPrivateData).to.be.at.least(1);
  });

  it('finds in every submitted envelope what its commit status said', async () => {
    const seen = new Set<number>();
    for (const { name, exchanges } of await readTranscripts()) {
      const statuses = readStatuses(exchanges);
      for (const [transactionId, envelope] of readSubmitted(exchanges)) {
        const recorded =
          name === 'forged-envelope.json' ? codes.BAD_CREATOR_SIGNATURE : statuses.get(transactionId);
        if (recorded !== undefined) {
          expect(validate(envelope.serializeBinary()), name).to.equal(stateless(recorded));
          seen.add(recorded);
        }
      }
    }
    expect([...seen]).to.include.members([
      codes.VALID,
      codes.MVCC_READ_CONFLICT,
      codes.PHANTOM_READ_CONFLICT,
      codes.ENDORSEMENT_POLICY_FAILURE,
      codes.BAD_CREATOR_SIGNATURE,
    ]);
  });
});

function stateless(code: number): number {
  return statefulCodes.includes(code) ? codes.VALID : code;
}

/** Approvals of chaincode definitions are, in the implicit collection of who approves. */
function hasPrivateData(bytes: Uint8Array): boolean {
  const payload = common.Payload.deserializeBinary(
    common.Envelope.deserializeBinary(bytes).getPayload_asU8(),
  );
  const [only] = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList();
  const action = peer.ChaincodeActionPayload.deserializeBinary(only!.getPayload_asU8()).getAction()!;
  const response = peer.ProposalResponsePayload.deserializeBinary(action.getProposalResponsePayload_asU8());
  const results = peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8()).getResults_asU8();
  const sets = ledger.rwset.TxReadWriteSet.deserializeBinary(results).getNsRwsetList();
  return sets.some((set) => set.getCollectionHashedRwsetList().length > 0);
}

/** Whole blocks of transactions from the recorded streams; configuration blocks are no concern of the rules. */
async function readRecordedBlocks(): Promise<common.Block[]> {
  const blocks = new Map<number, common.Block>();
  for (const { exchanges } of await readTranscripts()) {
    for (const { responses } of exchanges.filter(({ method }) => method === '/protos.Deliver/Deliver')) {
      for (const response of responses) {
        const block = peer.DeliverResponse.deserializeBinary(Buffer.from(response, 'base64')).getBlock();
        if (block?.getData() !== undefined && block.getHeader()!.getNumber() > 0) {
          blocks.set(block.getHeader()!.getNumber(), block);
        }
      }
    }
  }
  return [...blocks.values()];
}

function readSubmitted(exchanges: readonly Exchange[]): [string, common.Envelope][] {
  return exchanges
    .filter(({ method }) => method === '/gateway.Gateway/Submit')
    .flatMap(({ requests }) => requests)
    .map((request) => gateway.SubmitRequest.deserializeBinary(Buffer.from(request, 'base64')))
    .map((request) => [request.getTransactionId(), request.getPreparedTransaction()!]);
}

function readStatuses(exchanges: readonly Exchange[]): Map<string, number> {
  const statuses = new Map<string, number>();
  for (const { requests, responses } of exchanges.filter(
    ({ method }) => method === '/gateway.Gateway/CommitStatus',
  )) {
    const [request, response] = [requests[0], responses[0]];
    if (request !== undefined && response !== undefined) {
      const signed = gateway.SignedCommitStatusRequest.deserializeBinary(Buffer.from(request, 'base64'));
      const asked = gateway.CommitStatusRequest.deserializeBinary(signed.getRequest_asU8());
      const answer = gateway.CommitStatusResponse.deserializeBinary(Buffer.from(response, 'base64'));
      statuses.set(asked.getTransactionId(), answer.getResult());
    }
  }
  return statuses;
}

async function readTranscripts(): Promise<{ name: string; exchanges: readonly Exchange[] }[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json') && name !== 'network.json');
  return await Promise.all(
    names.map(async (name) => {
      const transcript = JSON.parse(await readFile(join(folder, name), 'utf8')) as { exchanges: Exchange[] };
      return { name, exchanges: transcript.exchanges };
    }),
  );
}
