import type { Transaction } from '@hyperledger/fabric-gateway';
import { gateway } from '@hyperledger/fabric-protos';
import { QuanchengError } from '@quancheng/protocol';

/** The common.Payload bytes of an endorsed transaction, exactly as the Gateway service assembled them. */
export function readPreparedPayload(transaction: Transaction): Uint8Array {
  const envelope = gateway.PreparedTransaction.deserializeBinary(transaction.getBytes()).getEnvelope();
  if (envelope === undefined) {
    throw new QuanchengError('LEDGER_ANSWER_MALFORMED', 'the endorsement brought no transaction envelope');
  }
  return envelope.getPayload_asU8();
}
