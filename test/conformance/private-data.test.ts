import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ledger, peer } from '@hyperledger/fabric-protos';
import { type EmbeddedNode, defaultTopology, embeddedSupports, openEmbeddedNode } from '@quancheng/network';
import { expect } from 'chai';
import { type DeliveredBlock, deliverBlocks } from './private-data/delivered.js';
import { type PrivateStep, bigData, foreign, own, playPrivateFlow } from './private-data/private-flow.js';
import { type PrivateVector, readPrivateVector } from './private-data/private-vector.js';
import { shiftVersions } from './private-data/shift-versions.js';
import { targetOf } from './support/embedded-target.js';

const contracts = join(import.meta.dirname, '../../network/fixtures/trial-chaincode');

describe('private data of the embedded node against real Fabric', function () {
  this.timeout(60_000);
  let folder: string;
  let node: EmbeddedNode;
  let recorded: PrivateVector;
  let played: PrivateStep[];

  before(async () => {
    recorded = await readPrivateVector();
    folder = await mkdtemp(join(tmpdir(), 'quancheng-private-'));
    const chaincode = { contracts };
    node = await openEmbeddedNode({ dataDirectory: folder, topology: defaultTopology, chaincode });
    played = await playPrivateFlow(targetOf(node));
  });

  after(async () => {
    await node.close();
    await rm(folder, { recursive: true });
  });

  const blockShift = () => played[0]!.block! - recorded.steps[0]!.block!;

  it('gives every call the same outcome, in the same words', () => {
    const outcomes = (steps: readonly PrivateStep[], shift: number) =>
      steps.map(({ results: _, block: __, endorsers, ...step }) => [
        normalise(step, shift),
        endorsers?.length,
      ]);
    expect(outcomes(played, 0)).to.deep.equal(outcomes(recorded.steps, blockShift()));
  });

  it('has the owners of the collections endorse, and others only as far as the policy needs them', () => {
    for (const [index, { name, endorsers = [] }] of recorded.steps.entries()) {
      const isOpen = name === 'endorsers left, a hash read';
      expect(played[index]!.endorsers ?? [], name).to.deep.equal(
        isOpen ? played[index]!.endorsers : endorsers,
      );
    }
  });

  it('makes the same read-write sets, hashed ones included, byte for byte', () => {
    let collections = 0;
    for (const [index, { name, results }] of recorded.steps.entries()) {
      if (results !== undefined) {
        expect(shiftVersions(results, 0), name).to.equal(results);
        expect(played[index]!.results, name).to.equal(shiftVersions(results, blockShift()));
        collections += countCollections(results);
      }
    }
    expect(collections).to.be.at.least(12);
  });

  it('delivers to a member the same private writes of valid transactions, byte for byte', async () => {
    const last = node.height() - 1;
    const delivered = await deliverBlocks(targetOf(node), bigData, last);
    const valid = recorded.steps.filter(({ code }) => code === peer.TxValidationCode.VALID);
    const expected = new Map(recorded.blocks.map(({ number, privateData }) => [number, privateData]));
    // Removing or purging a key takes its values from the earlier blocks, too.
    const gone = ['put', 'replace', 'purge'];
    for (const { name, block } of valid.filter((step) => !gone.includes(step.name))) {
      const found = delivered.find(({ number }) => number === block! + blockShift())!;
      expect(found.privateData, name).to.deep.equal(expected.get(block!));
    }
    expect(writtenKeys(find(delivered, 'everywhere'))).to.deep.equal(['all/z']);
    for (const name of gone) {
      expect(find(delivered, name).privateData, name).to.deep.equal({});
    }
    expect(find(delivered, 'replace what has changed').privateData, 'invalid').to.deep.equal({});
  });

  it('delivers them to nobody else', async () => {
    const delivered = await deliverBlocks(targetOf(node), 'FinanceMSP', node.height() - 1);
    expect(delivered.flatMap(({ privateData }) => Object.keys(privateData))).to.deep.equal([]);
    const notary = await deliverBlocks(targetOf(node), 'NotaryMSP', node.height() - 1);
    const collections = notary.flatMap(({ privateData }) =>
      Object.values(privateData).flatMap(collectionsOf),
    );
    expect(new Set(collections)).to.deep.equal(new Set([foreign]));
    expect(collections).not.to.include(own);
  });

  function find(delivered: readonly DeliveredBlock[], name: string): DeliveredBlock {
    const step = played.find((each) => each.name === name)!;
    return delivered.find(({ number }) => number === step.block)!;
  }
});

/** Transaction ids differ; block numbers are moved; the gateway lists peers and collections in any order. */
function normalise({ error, ...step }: Pick<PrivateStep, 'name' | 'error'>, shift: number): unknown {
  const { sentence } = embeddedSupports.privateDataCollections;
  const sorted = error && { ...error, details: [...error.details].sort() };
  const text = JSON.stringify({ ...step, error: sorted })
    .replaceAll(/transaction ID: [0-9a-f]{64}/g, 'transaction ID')
    .replaceAll(/BlockNum: (\d+)/g, (_, number: string) => `BlockNum: ${Number(number) + shift}`)
    .replaceAll(/\[(_implicit_org_\w+(?: _implicit_org_\w+)+)\]/g, (_, names: string) =>
      names.split(' ').sort().join(),
    )
    .replaceAll(`: ${sentence}`, '');
  return JSON.parse(text) as unknown;
}

function countCollections(results: string): number {
  const sets = ledger.rwset.TxReadWriteSet.deserializeBinary(Buffer.from(results, 'base64')).getNsRwsetList();
  return sets.reduce((count, set) => count + set.getCollectionHashedRwsetList().length, 0);
}

function parse(set: string): ledger.rwset.CollectionPvtReadWriteSet[] {
  const message = ledger.rwset.TxPvtReadWriteSet.deserializeBinary(Buffer.from(set, 'base64'));
  return message.getNsPvtRwsetList().flatMap((each) => each.getCollectionPvtRwsetList());
}

function collectionsOf(set: string): string[] {
  return parse(set).map((each) => each.getCollectionName());
}

function writtenKeys({ privateData }: DeliveredBlock): string[] {
  return Object.values(privateData)
    .flatMap(parse)
    .flatMap((each) => ledger.rwset.kvrwset.KVRWSet.deserializeBinary(each.getRwset_asU8()).getWritesList())
    .map((write) => write.getKey());
}
