import { common } from '@hyperledger/fabric-protos';
import type { LedgerFinding } from './finding.js';

/** All five must be there, empty or not. */
const metadataEntries = 5;

/** Whether a block is written as its content demands, in those parts that no hash and no signature covers. */
export function checkBlockForm(block: common.Block, bytes: Uint8Array): LedgerFinding[] {
  const number = block.getHeader()?.getNumber() ?? 0;
  const fault = findFault(block, bytes);
  return fault === undefined ? [] : [{ code: 'LEDGER_BLOCK_MALFORMED', block: number, detail: fault }];
}

function findFault(block: common.Block, bytes: Uint8Array): string | undefined {
  const entries = block.getMetadata()?.getMetadataList_asU8() ?? [];
  const { LAST_CONFIG, SIGNATURES, TRANSACTIONS_FILTER } = common.BlockMetadataIndex;
  const used: readonly number[] = [LAST_CONFIG, SIGNATURES, TRANSACTIONS_FILTER];
  if (!Buffer.from(block.serializeBinary()).equals(bytes)) {
    return 'the block holds bytes that are not of it';
  }
  if (entries.length !== metadataEntries) {
    return `${entries.length} metadata entries instead of ${metadataEntries}`;
  }
  if (entries.some((entry, index) => entry.length > 0 && !used.includes(index))) {
    return 'a metadata entry that nobody uses is not empty';
  }
  if (entries[TRANSACTIONS_FILTER]?.length !== (block.getData()?.getDataList().length ?? 0)) {
    return 'there is not one validation flag for each transaction';
  }
  return isLastConfig(entries[LAST_CONFIG]) && isSignedConfig(entries[SIGNATURES])
    ? undefined
    : 'it does not name block 0 as the one with the configuration';
}

/** The configuration never changes after block 0. */
function isLastConfig(entry: Uint8Array | undefined): boolean {
  try {
    const metadata = common.Metadata.deserializeBinary(entry ?? Buffer.alloc(0));
    const isBare = metadata.getSignaturesList().length === 0;
    return isBare && common.LastConfig.deserializeBinary(metadata.getValue_asU8()).getIndex() === 0;
  } catch {
    return false;
  }
}

function isSignedConfig(entry: Uint8Array | undefined): boolean {
  try {
    const value = common.Metadata.deserializeBinary(entry ?? Buffer.alloc(0)).getValue_asU8();
    return common.OrdererBlockMetadata.deserializeBinary(value).getLastConfig()?.getIndex() === 0;
  } catch {
    return false;
  }
}
