import type { ReadParts } from '../../support/evidence/read-parts.js';
import { type Attack, changeResult } from './read-attack.js';

export const contextAttacks: readonly Attack[] = [
  ['another channel', (parts) => (parts.channel = 'other'), 'READ_CONTEXT_MISMATCH'],
  ['another transaction id', (parts) => (parts.transactionId = '00'.repeat(32)), 'READ_CONTEXT_MISMATCH'],
  ['another nonce in the header', (parts) => (parts.nonce = new Uint8Array(24)), 'READ_CONTEXT_MISMATCH'],
  ['a re-split of nonce and creator', resplit, 'READ_MALFORMED'],
  ['another chaincode in the header', (parts) => (parts.extensionName = 'other'), 'READ_CONTEXT_MISMATCH'],
  ['another chaincode in the input', (parts) => (parts.inputName = 'other'), 'READ_CONTEXT_MISMATCH'],
  [
    'another chaincode that answered',
    (parts) => {
      parts.chaincodeName = 'other';
      parts.namespaces = [{ name: 'other', set: parts.namespaces[1]!.set }];
    },
    'READ_CONTEXT_MISMATCH',
  ],
  ['another chaincode version', (parts) => (parts.chaincodeVersion = '0.9'), 'READ_CONTEXT_MISMATCH'],
  ['another proposal hash', (parts) => (parts.proposalHash = new Uint8Array(32)), 'READ_CONTEXT_MISMATCH'],
  ['another ledger', changeResult({ ledger: 'ff'.repeat(16) }), 'READ_CONTEXT_MISMATCH'],
  ['another channel in the result', changeResult({ channel: 'other' }), 'READ_CONTEXT_MISMATCH'],
  ['another chaincode in the result', changeResult({ chaincode: 'other' }), 'READ_CONTEXT_MISMATCH'],
  ['other arguments in the result', changeResult({ arguments: ['{}'] }), 'READ_CONTEXT_MISMATCH'],
  [
    'another transaction in the result',
    changeResult({ transaction: '00'.repeat(32) }),
    'READ_CONTEXT_MISMATCH',
  ],
  ['another time in the result', changeResult({ time: '2026-11-23T09:00:00.124Z' }), 'READ_CONTEXT_MISMATCH'],
  ['another nonce in the result', changeResult({ nonce: '11'.repeat(16) }), 'READ_CONTEXT_MISMATCH'],
];

/** Moves the last byte of the creator to the front of the nonce's own bytes: their concatenation stays the same. */
function resplit(parts: ReadParts): void {
  const { creator, nonce } = parts;
  const joined = Uint8Array.of(...nonce, ...creator);
  parts.nonce = joined.subarray(0, nonce.length + 1);
  parts.creator = joined.subarray(nonce.length + 1);
}
