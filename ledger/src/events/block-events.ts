import type { common } from '@hyperledger/fabric-protos';
import type { LedgerEvent } from './ledger-event.js';
import { eachField, fieldOf, leadingNumber } from './message-fields.js';

/** common.BlockMetadataIndex.TRANSACTIONS_FILTER: a peer.TxValidationCode for each transaction. */
const VALIDATION_CODES = 2;
const VALID = 0;
/** common.HeaderType. */
const ENDORSER_TRANSACTION = 3;

/** The contract's events in a block, each with what its transaction wrote; of valid transactions, in their order. */
export function eventsOfBlock(block: common.Block, chaincode: string): readonly LedgerEvent[] {
  const blockNumber = BigInt(block.getHeader()?.getNumber() ?? 0);
  const codes = block.getMetadata()?.getMetadataList_asU8()[VALIDATION_CODES] ?? new Uint8Array();
  const envelopes = block.getData()?.getDataList_asU8() ?? [];
  return envelopes.flatMap((envelope, index) => {
    const event = codes[index] === VALID ? eventOf(envelope, chaincode) : undefined;
    return event === undefined ? [] : [{ ...event, blockNumber }];
  });
}

/** Field numbers as in fabric-protos: common/common.proto, peer/transaction.proto, peer/proposal_response.proto. */
function eventOf(envelope: Uint8Array, chaincode: string): Omit<LedgerEvent, 'blockNumber'> | undefined {
  const payload = fieldOf(envelope, 1);
  const channelHeader = fieldOf(fieldOf(payload, 1), 1);
  if (leadingNumber(channelHeader) !== ENDORSER_TRANSACTION) return undefined;
  const action = fieldOf(fieldOf(payload, 2), 1); // Transaction.actions: Fabric takes one only
  const response = fieldOf(fieldOf(fieldOf(action, 2), 2), 1); // ChaincodeActionPayload.action, its response
  const chaincodeAction = fieldOf(response, 2); // ProposalResponsePayload.extension
  const event = fieldOf(chaincodeAction, 2);
  if (textOf(fieldOf(event, 1)) !== chaincode) return undefined;
  return {
    name: textOf(fieldOf(event, 3)),
    transactionId: textOf(fieldOf(channelHeader, 5)),
    payload: fieldOf(event, 4),
    writes: writesOf(fieldOf(chaincodeAction, 1), chaincode),
  };
}

/** TxReadWriteSet.ns_rwset {namespace, rwset: KVRWSet.writes {key, is_delete, value}} (ledger/rwset/…). */
function writesOf(readWriteSet: Uint8Array, chaincode: string): ReadonlyMap<string, Uint8Array> {
  const writes = new Map<string, Uint8Array>();
  eachField(readWriteSet, (field, namespace) => {
    if (field !== 2 || textOf(fieldOf(namespace, 1)) !== chaincode) return;
    eachField(fieldOf(namespace, 2), (part, write) => {
      if (part === 3) writes.set(textOf(fieldOf(write, 1)), fieldOf(write, 3));
    });
  });
  return writes;
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
