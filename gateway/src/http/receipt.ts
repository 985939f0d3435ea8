import type { JsonObject } from '@quancheng/protocol';
import type { Receipt } from '../deposit/deposit.js';
import { envelopeJson } from '../evidence/json-forms.js';

/** What an answer says besides the receipt itself. */
export interface ReceiptFrame {
  /** Of a stream. */
  readonly line?: number;
  readonly status?: number;
  /** Of a batch. */
  readonly size?: number;
}

/** A receipt in the members of docs/specs/gateway.md. They stand in canonical order, which is written faster. */
export function receiptJson(receipt: Receipt, { line, status, size }: ReceiptFrame = {}): JsonObject {
  return {
    id: receipt.id,
    index: receipt.index,
    ...(line === undefined ? {} : { line }),
    participant: receipt.participant,
    promise: envelopeJson(receipt.promise),
    received: receipt.received,
    ...(size === undefined ? {} : { size }),
    ...(status === undefined ? {} : { status }),
  };
}

/** 201 for what is new, 200 for what was there before. */
export function receiptStatus({ isNew }: Receipt): 200 | 201 {
  return isNew ? 201 : 200;
}
