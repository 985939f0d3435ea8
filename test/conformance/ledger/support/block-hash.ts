import { createHash } from 'node:crypto';
import type { common } from '@hyperledger/fabric-protos';

/** SHA-256 of a block's envelopes, one after the other. */
export function dataHash(block: common.Block): Buffer {
  return sha256(Buffer.concat(block.getData()!.getDataList_asU8()));
}

/** SHA-256 of a header's DER: SEQUENCE { INTEGER number, OCTET STRING previous hash, OCTET STRING data hash }. */
export function blockHash(block: common.Block): Buffer {
  const header = block.getHeader()!;
  const parts = [
    integer(header.getNumber()),
    field(4, header.getPreviousHash_asU8()),
    field(4, header.getDataHash_asU8()),
  ];
  return sha256(field(0x30, Buffer.concat(parts)));
}

function integer(number: number): Buffer {
  const hex = number.toString(16);
  const digits = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return field(2, digits[0]! >= 0x80 ? Buffer.concat([Buffer.from([0]), digits]) : digits);
}

function field(tag: number, content: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([tag, content.length]), content]);
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
