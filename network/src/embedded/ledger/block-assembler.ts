import { common } from '@hyperledger/fabric-protos';
import { randomBytes } from 'node:crypto';
import { dataHash, formatHeader } from './block-hash.js';

/** An orderer that signs blocks, with the number by which the channel's configuration knows it. */
export interface BlockSigner {
  readonly consenterId: number;
  sign(message: Uint8Array): Buffer;
}

/** What stands in a block before anyone signs it. */
export interface BlockContent {
  readonly number: number;
  readonly previousHash: Uint8Array;
  readonly envelopes: readonly Uint8Array[];
  /** One peer.TxValidationCode for each envelope. */
  readonly validationCodes: readonly number[];
  /** The block with the channel's present configuration. */
  readonly lastConfig: number;
}

const { LAST_CONFIG, SIGNATURES, TRANSACTIONS_FILTER } = common.BlockMetadataIndex;
/** Every index must be present, empty or not: readers take them by position. */
const metadataEntries = 5;

/** Builds a block with all five metadata entries and the signatures of these orderers. */
export function assembleBlock(content: BlockContent, signers: readonly BlockSigner[]): common.Block {
  const block = new common.Block();
  const header = new common.BlockHeader();
  header.setNumber(content.number);
  header.setPreviousHash(content.previousHash);
  header.setDataHash(dataHash(content.envelopes));
  block.setHeader(header);
  const data = new common.BlockData();
  data.setDataList([...content.envelopes]);
  block.setData(data);
  const entries: Uint8Array[] = Array.from({ length: metadataEntries }, () => Buffer.alloc(0));
  entries[SIGNATURES] = signBlock(header, content.lastConfig, signers);
  entries[LAST_CONFIG] = metadataOf(formatLastConfig(content.lastConfig).serializeBinary()).serializeBinary();
  entries[TRANSACTIONS_FILTER] = Buffer.from(content.validationCodes);
  const metadata = new common.BlockMetadata();
  metadata.setMetadataList(entries);
  block.setMetadata(metadata);
  return block;
}

/** As BFT orderers do: each names itself by its number and signs metadata ‖ its own header ‖ block header. */
function signBlock(
  header: common.BlockHeader,
  lastConfig: number,
  signers: readonly BlockSigner[],
): Uint8Array {
  const value = new common.OrdererBlockMetadata();
  value.setLastConfig(formatLastConfig(lastConfig));
  const valueBytes = value.serializeBinary();
  const headerBytes = formatHeader(header);
  const metadata = metadataOf(valueBytes);
  for (const signer of signers) {
    const identifier = new common.IdentifierHeader();
    identifier.setIdentifier(signer.consenterId);
    identifier.setNonce(randomBytes(24));
    const identifierBytes = identifier.serializeBinary();
    const signature = new common.MetadataSignature();
    signature.setIdentifierHeader(identifierBytes);
    signature.setSignature(signer.sign(Buffer.concat([valueBytes, identifierBytes, headerBytes])));
    metadata.addSignatures(signature);
  }
  return metadata.serializeBinary();
}

function formatLastConfig(index: number): common.LastConfig {
  const message = new common.LastConfig();
  message.setIndex(index);
  return message;
}

function metadataOf(value: Uint8Array): common.Metadata {
  const message = new common.Metadata();
  message.setValue(value);
  return message;
}
