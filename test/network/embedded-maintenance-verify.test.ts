import { cp, open, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { common, peer } from '@hyperledger/fabric-protos';
import { type LedgerVerification, verifyEmbeddedLedger } from '@quancheng/network';
import { errorRegistry } from '@quancheng/protocol';
import { expect } from 'chai';
import { makeHistory } from './embedded/busy-ledger.js';
import { expectCodes, expectFinding, expectOnly } from './embedded/expect-findings.js';
import { newDirectory, openTestNode, removeDirectory } from './embedded/open-node.js';
import {
  blockFilePath,
  changeBlock,
  changeEntry,
  decodeBlock,
  flipInBlock,
  flipped,
  readBlockBytes,
  readEndorsement,
  setFlag,
} from './embedded/tamper.js';
import { verifyChain } from './embedded/verify-chain.js';

const { SIGNATURES, LAST_CONFIG } = common.BlockMetadataIndex;
const { ENDORSEMENT_POLICY_FAILURE, MVCC_READ_CONFLICT, VALID } = peer.TxValidationCode;

describe('embedded node: its ledger is inspected', function () {
  this.timeout(60_000);
  let sound: string;
  let directory: string;
  let height: number;
  /** Block and index of a transaction with each code. */
  const places = new Map<number, { block: number; transaction: number }>();

  before(async () => {
    sound = await newDirectory();
    const node = await openTestNode(sound);
    await makeHistory(node);
    height = node.height();
    const committed = await verifyChain(node);
    for (const { block, code, transactionId } of committed) {
      const transaction = committed.filter((each) => each.block === block);
      const index = transaction.findIndex((each) => each.transactionId === transactionId);
      if (block > 1) places.set(code, places.get(code) ?? { block, transaction: index });
    }
    await node.close();
  });
  after(async () => {
    await removeDirectory(sound);
  });
  beforeEach(async () => {
    directory = await newDirectory();
    await cp(sound, directory, { recursive: true });
  });
  afterEach(async () => {
    await removeDirectory(directory);
  });

  it('and found sound, transactions of every kind among them', async () => {
    expect([...places.keys()]).to.include.members([VALID, ENDORSEMENT_POLICY_FAILURE, MVCC_READ_CONFLICT]);
    const result = await verifyEmbeddedLedger(directory);
    expect(result.findings).to.deep.equal([]);
    expect(result).to.include({ height, state: 'compared', tornBytes: 0, findingCount: 0 });
    expect(result.transactions).to.be.greaterThan(35);
  });

  it('also while the node runs, up to its height and without its state', async () => {
    const node = await openTestNode(directory);
    expect(await verifyEmbeddedLedger(directory)).to.include({ height, state: 'in use', findingCount: 0 });
    await node.close();
  });

  it('also without a state, and with one that is behind the blocks', async () => {
    await rm(join(directory, 'ledger', 'state'), { recursive: true });
    expect(await verifyEmbeddedLedger(directory)).to.include({ state: 'absent', findingCount: 0 });
    const blocks = await readFile(blockFilePath(sound));
    const bytes = await readBlockBytes(directory);
    await truncate(blockFilePath(directory), blocks.length - bytes.at(-1)!.length - 8);
    await (await openTestNode(directory)).close();
    await writeFile(blockFilePath(directory), blocks);
    expect(await verifyEmbeddedLedger(directory)).to.include({ height, state: 'compared', findingCount: 0 });
  });

  it('and what a crash left of a block is no fault', async () => {
    const file = await open(blockFilePath(directory), 'a');
    await file.write((await readFile(blockFilePath(directory))).subarray(0, 1000));
    await file.close();
    expect(await verifyEmbeddedLedger(directory)).to.include({ height, tornBytes: 1000, findingCount: 0 });
  });

  it('in a part only, if that is asked for', async () => {
    const { block } = places.get(MVCC_READ_CONFLICT)!;
    await changeBlock(directory, block, (each) => setFlag(each, places.get(MVCC_READ_CONFLICT)!.transaction));
    const codes = async (from: number, to?: number) =>
      (await verifyEmbeddedLedger(directory, { from, ...(to && { to }) })).findings.map(({ code }) => code);
    expect(await codes(block, block)).to.include('LEDGER_FLAG_MISMATCH');
    expect(await codes(0, block - 1)).not.to.include('LEDGER_FLAG_MISMATCH');
    expect(await codes(block + 1)).not.to.include('LEDGER_FLAG_MISMATCH');
  });

  describe('and one flipped byte is found and named', () => {
    it('in a record', async () => {
      const file = await readFile(blockFilePath(directory));
      file[file.length - 700]! ^= 1;
      await writeFile(blockFilePath(directory), file);
      const codes = (await verify()).findings.map(({ code }) => code);
      expect(codes.slice(0, 2)).to.deep.equal(['LEDGER_RECORD_DAMAGED', 'LEDGER_DATA_HASH_MISMATCH']);
    });

    it('in the length of a record, without losing the blocks behind it', async () => {
      const bytes = await readBlockBytes(directory);
      const file = await readFile(blockFilePath(directory));
      file[file.indexOf(bytes[3]!) - 7]! ^= 1;
      await writeFile(blockFilePath(directory), file);
      const result = await verify();
      expect(result).to.include({ height, state: 'not reached' });
      const codes = ['LEDGER_RECORD_DAMAGED', 'LEDGER_NUMBER_MISMATCH', 'LEDGER_PREVIOUS_HASH_MISMATCH'];
      expectCodes(result, codes);
    });

    it('in a header: number, previous hash, data hash', async () => {
      await changeBlock(directory, 3, (block) => block.getHeader()!.setNumber(2));
      expectFinding(await verify(), 'LEDGER_NUMBER_MISMATCH', 3);
      await restore();
      const header = (await decodeBlock(directory, 3)).getHeader()!;
      await flipInBlock(directory, 3, 0, header.getPreviousHash_asU8());
      expectFinding(await verify(), 'LEDGER_PREVIOUS_HASH_MISMATCH', 3);
      await restore();
      await flipInBlock(directory, 3, 0, header.getDataHash_asU8());
      expectFinding(await verify(), 'LEDGER_DATA_HASH_MISMATCH', 3);
    });

    it('in an envelope: its payload, its signature', async () => {
      const { block, transaction } = places.get(VALID)!;
      const bytes = (await decodeBlock(directory, block)).getData()!.getDataList_asU8()[transaction]!;
      const signature = common.Envelope.deserializeBinary(bytes).getSignature_asU8();
      for (const within of [Buffer.from('plain'), signature]) {
        await flipInBlock(directory, block, within.length - 1, within);
        const result = await verify();
        expectFinding(result, 'LEDGER_DATA_HASH_MISMATCH', block);
        expectFinding(result, 'LEDGER_CREATOR_SIGNATURE_INVALID', block, transaction);
        await restore();
      }
    });

    it('in an endorsement', async () => {
      const { block, transaction } = places.get(VALID)!;
      const bytes = (await decodeBlock(directory, block)).getData()!.getDataList_asU8()[transaction]!;
      const endorsement = readEndorsement(bytes);
      await flipInBlock(directory, block, 20, endorsement.getSignature_asU8());
      expectFinding(await verify(), 'LEDGER_ENDORSEMENT_INVALID', block, transaction);
    });

    it('in a flag: a conflict or too few endorsements called VALID, and a valid one called a conflict', async () => {
      const conflict = places.get(MVCC_READ_CONFLICT)!;
      await changeBlock(directory, conflict.block, (block) => setFlag(block, conflict.transaction));
      expectOnly(await verify(), 'LEDGER_FLAG_MISMATCH', conflict);
      await restore();
      const few = places.get(ENDORSEMENT_POLICY_FAILURE)!;
      await changeBlock(directory, few.block, (block) => setFlag(block, few.transaction));
      expectOnly(await verify(), 'LEDGER_ENDORSEMENT_POLICY_FAILED', few);
      await restore();
      const valid = places.get(VALID)!;
      await changeBlock(directory, valid.block, (block) =>
        setFlag(block, valid.transaction, MVCC_READ_CONFLICT),
      );
      expectOnly(await verify(), 'LEDGER_FLAG_MISMATCH', valid);
    });

    it('in an orderer’s signature', async () => {
      const block = await decodeBlock(directory, 4);
      const entry = block.getMetadata()!.getMetadataList_asU8()[SIGNATURES]!;
      const [first] = common.Metadata.deserializeBinary(entry).getSignaturesList();
      await flipInBlock(directory, 4, 20, first!.getSignature_asU8());
      expectCodes(await verify(), ['LEDGER_BLOCK_SIGNATURE_INVALID', 'LEDGER_QUORUM_MISSING']);
    });

    it('in other metadata', async () => {
      for (const index of [LAST_CONFIG, 4]) {
        await changeBlock(directory, 4, (block) => {
          const entries = block.getMetadata()!.getMetadataList_asU8();
          entries[index] = Buffer.from([8, 1]);
          block.getMetadata()!.setMetadataList(entries);
        });
        expectFinding(await verify(), 'LEDGER_BLOCK_MALFORMED', 4);
        await restore();
      }
    });

    it('in the configuration’s authorities', async () => {
      const path = join(directory, 'organisations', 'notary', 'authorities', 'signing.pem');
      const pem = await readFile(path, 'utf8');
      await flipInBlock(directory, 0, 200, Buffer.from(pem));
      expectFinding(await verify(), 'LEDGER_CONFIGURATION_MISMATCH', 0);
    });

    it('in the state: a value, a version, a history, an index', async () => {
      await changeEntry(directory, 's', 'counted', (key, value) => [key, flipped(value, value.length - 1)]);
      expectCodes(await verify(), ['LEDGER_STATE_MISMATCH']);
      await restore();
      await changeEntry(directory, 's', 'counted', (key, value) => [key, flipped(value, 7)]);
      expectCodes(await verify(), ['LEDGER_STATE_MISMATCH']);
      await restore();
      await changeEntry(directory, 'h', 'counted', (key, value) => [flipped(key, key.length - 1), value]);
      expectCodes(await verify(), ['LEDGER_HISTORY_MISMATCH', 'LEDGER_HISTORY_MISMATCH']);
      await restore();
      await changeEntry(directory, 't', '', (key, value) => [key, flipped(value, 12)]);
      expectCodes(await verify(), ['LEDGER_INDEX_MISMATCH']);
    });

    it('in the database’s own files', async () => {
      await writeFile(join(directory, 'ledger', 'state', 'CURRENT'), 'nonsense\n');
      expectCodes(await verify(), ['LEDGER_STATE_UNREADABLE']);
    });

    it('anywhere in the last block', async () => {
      const { length } = (await readBlockBytes(directory)).at(-1)!;
      for (let at = 0; at < length; at += Math.ceil(length / 12)) {
        await flipInBlock(directory, height - 1, at);
        expect((await verify()).findingCount, `byte ${at}`).to.be.greaterThan(0);
        await cp(blockFilePath(sound), blockFilePath(directory));
      }
    });
  });

  it('and a block that was taken away is missed', async () => {
    const blocks = await readBlockBytes(directory);
    const { length } = await readFile(blockFilePath(directory));
    await truncate(blockFilePath(directory), length - blocks.at(-1)!.length - 8);
    expectCodes(await verify(), ['LEDGER_BLOCKS_MISSING']);
  });

  async function verify(): Promise<LedgerVerification> {
    const result = await verifyEmbeddedLedger(directory);
    for (const { code } of result.findings) expect(errorRegistry).to.have.property(code);
    return result;
  }

  async function restore(): Promise<void> {
    await removeDirectory(directory);
    await cp(sound, directory, { recursive: true });
  }
});
