import { createHash } from 'node:crypto';
import { common } from '@hyperledger/fabric-protos';
import type { EmbeddedNode } from '@quancheng/network';

export interface CommittedTransaction {
  readonly transactionId: string;
  readonly code: number;
  readonly block: number;
}

/**
 * Recomputes numbers, data hashes and the chain of headers by the rules of Fabric, independently of the node's code.
 * Returns every transaction with its validation code.
 */
export async function verifyChain(node: EmbeddedNode): Promise<CommittedTransaction[]> {
  const transactions: CommittedTransaction[] = [];
  let previous: Buffer = Buffer.alloc(0);
  for (let number = 0; number < node.height(); number += 1) {
    const block = common.Block.deserializeBinary((await node.readBlock(number))!);
    const header = block.getHeader()!;
    const data = block.getData()!.getDataList_asU8();
    assertEqual(header.getNumber(), number, 'number');
    assertEqual(hex(header.getDataHash_asU8()), hex(sha256(Buffer.concat(data))), 'data hash');
    assertEqual(hex(header.getPreviousHash_asU8()), hex(previous), 'previous hash');
    previous = sha256(headerBytes(number, header.getPreviousHash_asU8(), header.getDataHash_asU8()));
    const codes = block.getMetadata()!.getMetadataList_asU8()[2]!;
    assertEqual(codes.length, data.length, 'validation codes');
    transactions.push(...data.map((envelope, index) => readTransaction(envelope, codes[index]!, number)));
  }
  return transactions;
}

function readTransaction(bytes: Uint8Array, code: number, block: number): CommittedTransaction {
  const payload = common.Payload.deserializeBinary(
    common.Envelope.deserializeBinary(bytes).getPayload_asU8(),
  );
  const header = common.ChannelHeader.deserializeBinary(payload.getHeader()!.getChannelHeader_asU8());
  return { transactionId: header.getTxId(), code, block };
}

/** DER of SEQUENCE { INTEGER, OCTET STRING, OCTET STRING }, for numbers below 2^31. */
function headerBytes(number: number, previous: Uint8Array, data: Uint8Array): Buffer {
  const four = Buffer.alloc(4);
  four.writeUInt32BE(number);
  const firstDigit = four.findIndex((byte) => byte !== 0);
  const digits = firstDigit === -1 ? Buffer.from([0]) : four.subarray(firstDigit);
  const integer = digits[0]! >= 0x80 ? Buffer.concat([Buffer.from([0]), digits]) : digits;
  const field = (tag: number, content: Uint8Array) =>
    Buffer.concat([Buffer.from([tag, content.length]), content]);
  return field(0x30, Buffer.concat([field(2, integer), field(4, previous), field(4, data)]));
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function assertEqual(actual: unknown, expected: unknown, what: string): void {
  if (actual !== expected) {
    throw new Error(`${what}: ${String(actual)} is not ${String(expected)}`);
  }
}
