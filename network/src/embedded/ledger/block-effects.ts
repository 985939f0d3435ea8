import { common, peer } from '@hyperledger/fabric-protos';
import type { StateWrite, TransactionPlace } from './ledger-store.js';
import { parseAction, parseHeader, parseReadWriteSet } from '../validation/transaction-parts.js';
import { type ValidatedBlock, writesOf } from '../validation/validate-block.js';

/**
 * What a stored block did, from its own validation flags: taking in a block again after a crash must not judge it
 * again.
 */
export function readBlockEffects(block: common.Block): ValidatedBlock {
  const number = block.getHeader()?.getNumber() ?? 0;
  const envelopes = block.getData()?.getDataList_asU8() ?? [];
  const filter = block.getMetadata()?.getMetadataList_asU8()[common.BlockMetadataIndex.TRANSACTIONS_FILTER];
  const results = envelopes.map((envelope, transaction) => {
    const version = { block: number, transaction };
    const validationCode = filter?.[transaction] ?? peer.TxValidationCode.NOT_VALIDATED;
    return readEnvelopeEffects(envelope, version, validationCode);
  });
  return {
    transactions: results.map(({ place }) => place),
    writes: results.flatMap(({ writes }) => writes),
  };
}

function readEnvelopeEffects(
  bytes: Uint8Array,
  version: { block: number; transaction: number },
  validationCode: number,
): { place: TransactionPlace; writes: StateWrite[] } {
  const payload = readPayload(bytes);
  const header = payload && readChannelHeader(payload);
  const place = { transactionId: header?.getTxId() ?? '', version, validationCode };
  const isEndorsed = header?.getType() === common.HeaderType.ENDORSER_TRANSACTION;
  if (payload === undefined || !isEndorsed || validationCode !== peer.TxValidationCode.VALID) {
    return { place, writes: [] };
  }
  const action = parseAction(payload.getData_asU8());
  return { place, writes: writesOf(parseReadWriteSet(action.getResults_asU8()), version) };
}

function readPayload(bytes: Uint8Array): common.Payload | undefined {
  try {
    return common.Payload.deserializeBinary(common.Envelope.deserializeBinary(bytes).getPayload_asU8());
  } catch {
    return undefined;
  }
}

function readChannelHeader(payload: common.Payload): common.ChannelHeader | undefined {
  try {
    return parseHeader(payload).channelHeader;
  } catch {
    return undefined;
  }
}
