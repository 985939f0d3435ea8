import type { JsonObject } from '@quancheng/protocol';
import { readObject, readString } from './read-answer.js';

/** What a gateway says of its ledger and log; a claim, unlike what the pinned trust root says. */
export interface LedgerDescription {
  /** LedgerId. */
  readonly ledger: string;
  readonly channel: string;
  readonly chaincode: string;
  readonly log: { readonly origin: string; readonly verifierKey: string };
}

/** @throws GATEWAY_RESPONSE_INVALID */
export function readLedgerDescription(answer: JsonObject): LedgerDescription {
  const log = readObject(answer['log'], 'log');
  return {
    ledger: readString(answer, 'ledger'),
    channel: readString(answer, 'channel'),
    chaincode: readString(answer, 'chaincode'),
    log: { origin: readString(log, 'origin'), verifierKey: readString(log, 'verifierKey') },
  };
}
