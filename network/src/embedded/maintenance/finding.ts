import type { ErrorCode } from '@quancheng/protocol';

/** What an inspection of a ledger can find wrong; each is an error code of its own (docs/errors.md). */
export type LedgerFindingCode = Extract<
  ErrorCode,
  | 'LEDGER_RECORD_DAMAGED'
  | 'LEDGER_BLOCK_MALFORMED'
  | 'LEDGER_NUMBER_MISMATCH'
  | 'LEDGER_PREVIOUS_HASH_MISMATCH'
  | 'LEDGER_DATA_HASH_MISMATCH'
  | 'LEDGER_CONFIGURATION_MISMATCH'
  | 'LEDGER_BLOCK_SIGNATURE_INVALID'
  | 'LEDGER_QUORUM_MISSING'
  | 'LEDGER_CREATOR_SIGNATURE_INVALID'
  | 'LEDGER_ENDORSEMENT_INVALID'
  | 'LEDGER_ENDORSEMENT_POLICY_FAILED'
  | 'LEDGER_FLAG_MISMATCH'
  | 'LEDGER_STATE_UNREADABLE'
  | 'LEDGER_STATE_MISMATCH'
  | 'LEDGER_HISTORY_MISMATCH'
  | 'LEDGER_INDEX_MISMATCH'
  | 'LEDGER_BLOCKS_MISSING'
>;

export interface LedgerFinding {
  readonly code: LedgerFindingCode;
  /** Number of the block, where there is one. */
  readonly block?: number;
  /** Index of the transaction in its block. */
  readonly transaction?: number;
  /** What is wrong, for people. */
  readonly detail: string;
}

export type FindingListener = (finding: LedgerFinding) => void;
