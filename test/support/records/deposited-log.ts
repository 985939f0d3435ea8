import {
  canonicalize,
  entryLeafHash,
  statementDigests,
  type JsonObject,
  type LogEntry,
} from '@quancheng/protocol';
import { TestLog } from '../../chaincode/support/test-log.js';

/** A log in which the evidence was deposited before: its entries are what its records’ statements are hashed to. */
export interface DepositedLog {
  readonly log: TestLog;
  /** That a deposit is in the tree of all. */
  readonly proof: (index: number) => JsonObject;
}

export function newDepositedLog(size: number): DepositedLog {
  const entries = Array.from({ length: size }, (_, index): LogEntry => {
    const statement = statementDigests(canonicalize({ title: `用水量汇总 ${index}` }));
    const envelope = (index % 16).toString(16).repeat(64);
    const received = '2026-11-23T07:00:00.000Z';
    return { schema: 'quancheng/entry/v1', kind: 'document', ...statement, envelope, received };
  });
  const log = new TestLog(undefined, undefined, entries.map(entryLeafHash));
  return {
    log,
    proof: (index) => ({
      origin: log.origin,
      size,
      index,
      entry: { ...entries[index]! },
      path: log.path(index, size),
    }),
  };
}
