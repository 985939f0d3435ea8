import type { JsonObject } from '@quancheng/protocol';
import type { Receipt } from '../deposit/deposit.js';
import { envelopeJson } from '../evidence/json-forms.js';

/** A receipt in the members of docs/specs/gateway.md, `size` for a batch only. */
export function receiptMembers({ participant, id, index, received, promise }: Receipt): JsonObject {
  return { participant, id, index, received, promise: envelopeJson(promise) };
}

/** 201 for what is new, 200 for what was there before. */
export function receiptStatus({ isNew }: Receipt): 200 | 201 {
  return isNew ? 201 : 200;
}
