import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { common, peer } from '@hyperledger/fabric-protos';
import { Level } from 'level';

const recordHeaderLength = 8;

export function blockFilePath(dataDirectory: string): string {
  return join(dataDirectory, 'ledger', 'blocks', 'blocks-000000');
}

/** The bytes of every block in the first block file. */
export async function readBlockBytes(dataDirectory: string): Promise<Buffer[]> {
  const file = await readFile(blockFilePath(dataDirectory));
  const blocks: Buffer[] = [];
  for (let offset = 0; offset < file.length; ) {
    const length = file.readUInt32BE(offset);
    blocks.push(file.subarray(offset + recordHeaderLength, offset + recordHeaderLength + length));
    offset += recordHeaderLength + length;
  }
  return blocks;
}

/** Writes the block file anew, with checksums that fit: what someone does who knows the format. */
export async function writeBlockBytes(dataDirectory: string, blocks: readonly Buffer[]): Promise<void> {
  const records = blocks.flatMap((bytes) => {
    const header = Buffer.alloc(recordHeaderLength);
    header.writeUInt32BE(bytes.length, 0);
    header.writeUInt32BE(crc32(bytes), 4);
    return [header, bytes];
  });
  await writeFile(blockFilePath(dataDirectory), Buffer.concat(records));
}

/** Flips one bit of a block in the file: the `at`-th byte of it, or of these bytes within it. */
export async function flipInBlock(
  dataDirectory: string,
  number: number,
  at: number,
  within?: Uint8Array,
): Promise<void> {
  const blocks = await readBlockBytes(dataDirectory);
  const bytes = blocks[number]!;
  const start = within === undefined ? 0 : bytes.indexOf(within);
  if (start < 0) throw new Error(`block ${number} has no such bytes`);
  bytes[start + at]! ^= 1;
  await writeBlockBytes(dataDirectory, blocks);
}

export async function decodeBlock(dataDirectory: string, number: number): Promise<common.Block> {
  return common.Block.deserializeBinary((await readBlockBytes(dataDirectory))[number]!);
}

/** Changes a block by its meaning and writes it back, the blocks behind it unchanged. */
export async function changeBlock(
  dataDirectory: string,
  number: number,
  change: (block: common.Block) => void,
): Promise<void> {
  const blocks = await readBlockBytes(dataDirectory);
  const block = common.Block.deserializeBinary(blocks[number]!);
  change(block);
  blocks[number] = Buffer.from(block.serializeBinary());
  await writeBlockBytes(dataDirectory, blocks);
}

/** Changes the first entry of the state database whose key begins and goes on like this. */
export async function changeEntry(
  dataDirectory: string,
  kind: string,
  text: string,
  change: (key: Buffer, value: Buffer) => [Buffer, Buffer],
): Promise<void> {
  const database = new Level<Buffer, Buffer>(join(dataDirectory, 'ledger', 'state'), {
    keyEncoding: 'buffer',
    valueEncoding: 'buffer',
  });
  for await (const [key, value] of database.iterator()) {
    if (key[0] === kind.charCodeAt(0) && key.includes(text)) {
      await database.del(key);
      await database.put(...change(Buffer.from(key), Buffer.from(value)));
      await database.close();
      return;
    }
  }
  throw new Error(`no entry ${kind} ${text}`);
}

export function setFlag(
  block: common.Block,
  transaction: number,
  flag: number = peer.TxValidationCode.VALID,
): void {
  const entries = block.getMetadata()!.getMetadataList_asU8();
  entries[common.BlockMetadataIndex.TRANSACTIONS_FILTER]![transaction] = flag;
  block.getMetadata()!.setMetadataList(entries);
}

export function readEndorsement(envelope: Uint8Array): peer.Endorsement {
  const payload = common.Payload.deserializeBinary(
    common.Envelope.deserializeBinary(envelope).getPayload_asU8(),
  );
  const [action] = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList();
  const endorsed = peer.ChaincodeActionPayload.deserializeBinary(action!.getPayload_asU8()).getAction()!;
  return endorsed.getEndorsementsList()[0]!;
}

export function flipped(bytes: Buffer, at: number): Buffer {
  bytes[at]! ^= 1;
  return bytes;
}
