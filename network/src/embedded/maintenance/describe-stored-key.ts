import { type StoredKeyKind, kindOfKey, parseVersion } from '../ledger/store-keys.js';
import type { LedgerFinding, LedgerFindingCode } from './finding.js';

const codes: Readonly<Record<StoredKeyKind, LedgerFindingCode>> = {
  state: 'LEDGER_STATE_MISMATCH',
  history: 'LEDGER_HISTORY_MISMATCH',
  transaction: 'LEDGER_INDEX_MISMATCH',
  block: 'LEDGER_INDEX_MISMATCH',
  hash: 'LEDGER_INDEX_MISMATCH',
  savepoint: 'LEDGER_INDEX_MISMATCH',
};
const versionLength = 12;

/** Names what an entry of the state database is about, and the transaction from which it comes where it has one. */
export function describeStoredKey(key: Buffer, value: Buffer, fault: string): LedgerFinding {
  const kind = kindOfKey(key);
  if (kind === undefined) {
    return { code: 'LEDGER_INDEX_MISMATCH', detail: `an unknown entry ${fault}` };
  }
  const version = readVersion(kind, key, value);
  const name = printable(kind === 'history' ? key.subarray(1, -versionLength) : key.subarray(1));
  const detail = `${kind} ${name} ${fault}`;
  return {
    code: codes[kind],
    ...(version && { block: version.block, transaction: version.transaction }),
    detail,
  };
}

function readVersion(kind: StoredKeyKind, key: Buffer, value: Buffer) {
  if (kind === 'history' && key.length > versionLength) {
    return parseVersion(key.subarray(-versionLength));
  }
  const isVersioned = (kind === 'state' || kind === 'transaction') && value.length >= versionLength;
  return isVersioned ? parseVersion(value) : undefined;
}

/** Text where it is text, hexadecimal where it is not. */
function printable(bytes: Buffer): string {
  const text = bytes.toString();
  const isText = Buffer.from(text).equals(bytes);
  return isText ? JSON.stringify(text) : bytes.toString('hex');
}
