import { StatusCode, type Status } from '@hyperledger/fabric-gateway';
import { QuanchengError } from '@quancheng/protocol';

/** Validation codes that say: what the transaction read has changed since; nothing was written. */
const CONFLICTS = new Set<number>([StatusCode.MVCC_READ_CONFLICT, StatusCode.PHANTOM_READ_CONFLICT]);

/**
 * Accepts a valid transaction; an invalid one has written nothing.
 * @throws LEDGER_CONFLICT, TRANSACTION_INVALID with the validation code's name
 */
export function assertCommitted(status: Status): void {
  if (status.successful) return;
  const text = `transaction ${status.transactionId} in block ${status.blockNumber}: ${nameOf(status.code)}`;
  throw new QuanchengError(CONFLICTS.has(status.code) ? 'LEDGER_CONFLICT' : 'TRANSACTION_INVALID', text);
}

function nameOf(code: number): string {
  const found = Object.entries(StatusCode).find(([, value]) => value === code);
  return found?.[0] ?? `validation code ${code}`;
}
