import { concatBytes, encodeHex, equalBytes, QuanchengError, sha256 } from '@quancheng/protocol';
import type { TrustRoot } from '../trust-root/trust-root.js';
import type { ParsedRead } from './parse-read.js';
import type { UnpackedRead } from './unpack-read.js';

/**
 * Steps 1 to 5: headers, proposal and response belong together, and to the trust root's channel and chaincode.
 * @throws READ_CONTEXT_MISMATCH
 */
export function assertTransactionContext(read: UnpackedRead, root: TrustRoot): void {
  const { channelHeader, signatureHeader } = read;
  const transactionId = encodeHex(sha256(concatBytes(signatureHeader.nonce, signatureHeader.creator)));
  assertEqual('channel', channelHeader.channelId, root.channel);
  assertEqual('transaction id', channelHeader.transactionId, transactionId);
  assertEqual('chaincode in the header', read.extensionName, root.chaincode.name);
  assertEqual('chaincode in the input', read.inputName, root.chaincode.name);
  assertEqual('chaincode that answered', read.chaincode.name, root.chaincode.name);
  if (!root.chaincode.versions.includes(read.chaincode.version)) throw mismatch('chaincode version');
  // Fabric hashes the parts without their lengths; each part's strict form forbids to split them elsewhere.
  if (!equalBytes(read.proposalHash, sha256(concatBytes(...read.proposalParts))))
    throw mismatch('proposal hash');
}

/**
 * Step 7: the signed result repeats what the headers say.
 * @throws READ_CONTEXT_MISMATCH
 */
export function assertResultContext(
  { unpacked, request, requestText, result }: ParsedRead,
  root: TrustRoot,
): void {
  assertEqual('ledger', result.ledger, root.ledger);
  assertEqual('channel in the result', result.channel, root.channel);
  assertEqual('chaincode in the result', result.chaincode, root.chaincode.name);
  assertEqual('arguments in the result', result.arguments[0] ?? '', requestText);
  assertEqual('transaction in the result', result.transaction, unpacked.channelHeader.transactionId);
  assertEqual('time in the result', result.time, new Date(unpacked.time).toISOString());
  assertEqual('nonce in the result', result.nonce, request.nonce);
}

export function assertEqual(what: string, actual: string, expected: string): void {
  if (actual !== expected) throw mismatch(what);
}

function mismatch(what: string): QuanchengError {
  return new QuanchengError('READ_CONTEXT_MISMATCH', `${what} differs`);
}
