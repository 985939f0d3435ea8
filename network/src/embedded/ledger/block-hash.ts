import type { common } from '@hyperledger/fabric-protos';
import { sha256 } from '../cryptography/digest.js';

/**
 * The header as the orderers sign it and the next block hashes it: DER of
 * SEQUENCE { INTEGER number, OCTET STRING previous hash, OCTET STRING data hash }.
 */
export function formatHeader(header: common.BlockHeader): Buffer {
  const body = Buffer.concat([
    formatNumber(header.getNumber()),
    formatOctets(header.getPreviousHash_asU8()),
    formatOctets(header.getDataHash_asU8()),
  ]);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
}

/** The hash that the next block's header carries. */
export function headerHash(header: common.BlockHeader): Buffer {
  return sha256(formatHeader(header));
}

/** SHA-256 of the concatenated envelopes, without lengths: Fabric has no proof of one transaction within a block. */
export function dataHash(envelopes: readonly Uint8Array[]): Buffer {
  return sha256(...envelopes);
}

function formatNumber(number: number): Buffer {
  const hexadecimal = number.toString(16);
  const digits = Buffer.from(hexadecimal.length % 2 === 0 ? hexadecimal : `0${hexadecimal}`, 'hex');
  const sign = (digits[0] ?? 0) >= 0x80 ? [0] : [];
  return Buffer.concat([Buffer.from([0x02, digits.length + sign.length, ...sign]), digits]);
}

function formatOctets(octets: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([0x04, octets.length]), octets]);
}
