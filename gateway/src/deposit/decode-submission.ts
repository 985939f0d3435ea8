import type { DecodeSubmission } from '../log/index.js';
import { readRecord } from './prepare-record.js';
import { parseBatchHeader, prepareBatch } from './prepare-batch.js';
import type { PreparedDeposit } from './prepared-deposit.js';
import { splitBatch } from './batch-body.js';

/**
 * Reads back what the log has stored: a single record's body is its envelope, a batch's is NDJSON, which ends in a
 * newline. Signers, audience and clock were judged when it was taken.
 */
export function readStored(body: Uint8Array): PreparedDeposit {
  const lines = splitBatch(body);
  if (lines === undefined) return readRecord(body);
  return prepareBatch(parseBatchHeader(lines.header), body, lines.members);
}

/** readStored as the log asks for it when it derives entries again. */
export const decodeSubmission: DecodeSubmission = (body) => readStored(body).submission;
