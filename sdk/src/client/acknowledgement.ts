import type { Envelope, JsonObject } from '@quancheng/protocol';
import { readCount, readEnvelope, readString } from './read-answer.js';

/** What the gateway answers when records are on its disk. The promise is not verified yet. */
export interface Acknowledgement {
  readonly participant: string;
  /** RecordId of the record or batch. */
  readonly id: string;
  /** Index of the (first) entry in the log. */
  readonly index: number;
  /** How many entries: 1, or the batch's size. */
  readonly size: number;
  /** When the log took it, by the log's clock. */
  readonly received: string;
  readonly promise: Envelope;
}

/** @throws GATEWAY_RESPONSE_INVALID */
export function readAcknowledgement(answer: JsonObject): Acknowledgement {
  return {
    participant: readString(answer, 'participant'),
    id: readString(answer, 'id'),
    index: readCount(answer, 'index'),
    size: 'size' in answer ? readCount(answer, 'size') : 1,
    received: readString(answer, 'received'),
    promise: readEnvelope(answer, 'promise'),
  };
}
