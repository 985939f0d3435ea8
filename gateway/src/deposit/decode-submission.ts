import type { DecodeSubmission } from '../log/index.js';
import { headerLine } from './batch-body.js';
import { readMembers } from './members/read-members.js';
import { membersOf, parseBatchHeader, prepareBatch } from './prepare-batch.js';
import { readRecord } from './prepare-record.js';

/**
 * Reads back what the log has stored: a single record's body is its envelope, a batch's is NDJSON, which ends in a
 * newline. Signers, audience and clock were judged when it was taken.
 */
export const decodeSubmission: DecodeSubmission = (body) => {
  const line = headerLine(body);
  if (line === undefined) return readRecord(body).submission;
  const header = parseBatchHeader(line);
  return prepareBatch(header, body, readMembers(membersOf(header), body)).submission;
};
