import {
  canonicalize,
  entryLeafHash,
  statementDigests,
  type JsonObject,
  type LogEntry,
} from '@quancheng/protocol';
import { TestLog } from '../../../chaincode/support/test-log.js';

/** How many deposits the log holds, and the size that is anchored. */
export const LOG_SIZE = 16;

const entries = Array.from({ length: LOG_SIZE }, (_, index): LogEntry => {
  const statement = statementDigests(canonicalize({ title: `用水量汇总 ${index}` }));
  const envelope = index.toString(16).repeat(64);
  const received = '2026-11-23T07:00:00.000Z';
  return { schema: 'quancheng/entry/v1', kind: 'document', ...statement, envelope, received };
});

/** A log in which the evidence of these cases was deposited before. */
export const evidenceLog = new TestLog(undefined, undefined, entries.map(entryLeafHash));

/** That a deposit is in the anchored tree. */
export function depositProof(index: number): JsonObject {
  const entry = { ...entries[index]! };
  return {
    origin: evidenceLog.origin,
    size: LOG_SIZE,
    index,
    entry,
    path: evidenceLog.path(index, LOG_SIZE),
  };
}
