import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { common, gateway, ledger, peer } from '@hyperledger/fabric-protos';
import type { EmbeddedNode } from '@quancheng/network';
import { expect } from 'chai';
import {
  chaincodeName,
  channelName,
  connectAs,
  newDirectory,
  openTestNode,
  removeDirectory,
} from './embedded/open-node.js';

const { KVRWSet, KVRead, QueryReads, Version } = ledger.rwset.kvrwset;
const transcript = join(import.meta.dirname, '../../vectors/fabric/transcripts/read-write-sets.json');
/** Fabric folds the reads of a long range into hashes of 51 reads each. */
const readsPerHash = 51;

describe('embedded node: the hashes of long ranges', () => {
  it('are those of real Fabric, for which the versions are found by trying', async () => {
    const { exchanges } = JSON.parse(await readFile(transcript, 'utf8')) as {
      exchanges: { method: string; responses: string[] }[];
    };
    const recorded = exchanges
      .filter(({ method }) => method === '/gateway.Gateway/Endorse')
      .flatMap(({ responses }) => responses)
      .map((response) => gateway.EndorseResponse.deserializeBinary(Buffer.from(response, 'base64')))
      .map((response) => response.getPreparedTransaction()!)
      .flatMap(readRanges)
      .find((range) => range.getItrExhausted() && range.getReadsMerkleHashes() !== undefined);
    const found = hexadecimal(recorded!.getReadsMerkleHashes()!.getMaxLevelHashesList_asU8());
    const keys = (count: number) =>
      Array.from({ length: count }, (_, index) => `many/${String(index).padStart(4, '0')}`);
    const candidates = Array.from({ length: 40 * 53 }, (_, index) =>
      hashReads(keys(101 + (index % 53)), Math.floor(index / 53)),
    );
    expect(candidates).to.deep.include(found);
  });

  describe('on the node itself', () => {
    let directory: string;
    let node: EmbeddedNode;

    before(async () => {
      directory = await newDirectory();
      node = await openTestNode(directory);
    });
    after(async () => {
      await node.close();
      await removeDirectory(directory);
    });

    it('are the same', async () => {
      const connection = connectAs(node.organisations['bigdata']!.client, node);
      const contract = connection.gateway.getNetwork(channelName).getContract(chaincodeName);
      await contract.submitTransaction('fill', 'long-', '120');
      const written = node.height() - 1;
      await contract.submitTransaction('count', 'long-', 'long.', 'counted');
      connection.close();
      const block = common.Block.deserializeBinary((await node.readBlock(written + 1))!);
      const envelope = common.Envelope.deserializeBinary(block.getData()!.getDataList_asU8()[0]!);
      const [range] = readRanges(envelope);
      const keys = Array.from({ length: 120 }, (_, index) => `long-${String(index).padStart(4, '0')}`);
      const { maxDegree, maxLevel } = range!.getReadsMerkleHashes()!.toObject();
      expect({ maxDegree, maxLevel }).to.deep.equal({ maxDegree: 50, maxLevel: 1 });
      const found = hexadecimal(range!.getReadsMerkleHashes()!.getMaxLevelHashesList_asU8());
      expect(found).to.deep.equal(hashReads(keys, written));
    });
  });
});

/** One level of hashes, which suffices for up to 50 × 51 reads, all written by the first transaction of one block. */
function hashReads(keys: readonly string[], block: number): string[] {
  const hashes: Uint8Array[] = [];
  for (let start = 0; start < keys.length; start += readsPerHash) {
    const reads = new QueryReads();
    reads.setKvReadsList(keys.slice(start, start + readsPerHash).map((key) => newRead(key, block)));
    hashes.push(createHash('sha256').update(reads.serializeBinary()).digest());
  }
  return hexadecimal(hashes);
}

function newRead(key: string, block: number): ledger.rwset.kvrwset.KVRead {
  const version = new Version();
  version.setBlockNum(block);
  const read = new KVRead();
  read.setKey(key);
  read.setVersion(version);
  return read;
}

function readRanges(envelope: common.Envelope): ledger.rwset.kvrwset.RangeQueryInfo[] {
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  const [only] = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList();
  const action = peer.ChaincodeActionPayload.deserializeBinary(only!.getPayload_asU8()).getAction()!;
  const response = peer.ProposalResponsePayload.deserializeBinary(action.getProposalResponsePayload_asU8());
  const results = peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8()).getResults_asU8();
  const sets = ledger.rwset.TxReadWriteSet.deserializeBinary(results).getNsRwsetList();
  return sets.flatMap((set) => KVRWSet.deserializeBinary(set.getRwset_asU8()).getRangeQueriesInfoList());
}

function hexadecimal(hashes: readonly Uint8Array[]): string[] {
  return hashes.map((hash) => Buffer.from(hash).toString('hex'));
}
