import { decodeHex, encodeHex } from '../bytes/hex.js';
import { QuanchengError } from '../errors/quancheng-error.js';
import { isPlainRecordId, type RecordId } from '../form/identifiers.js';
import { rootFromInclusionProof } from '../merkle/inclusion.js';
import type { BatchStatement } from '../statements/batch.js';
import type { StatementSigner } from '../statements/signers.js';
import type { RecordStatement } from '../statements/statement.js';
import { batchLeaf } from './batch-leaf.js';

/** Id of a batch's member: `<batch id>.<index>`. */
export function batchMemberId(batchId: RecordId, index: number): RecordId {
  return `${batchId}.${index}` as RecordId;
}

/**
 * Checks that a record signed by itself does not take the id of some batch's member.
 * @throws STATEMENT_INVALID
 */
export function assertSingleRecord(record: RecordStatement): void {
  if (!isPlainRecordId(record.id)) {
    throw new QuanchengError('STATEMENT_INVALID', '/id: expected the id of a record that is in no batch');
  }
}

/**
 * Checks that a member says what its place in the batch demands: id, audience and signers are the batch's.
 * @throws BATCH_MEMBER_MISPLACED
 */
export function assertBatchMember(batch: BatchStatement, member: RecordStatement, index: number): void {
  if (index >= batch.size) throw misplaced('the index is not below the size of the batch');
  if (member.id !== batchMemberId(batch.id, index))
    throw misplaced('the id is not the batch’s with the index');
  if (member.audience !== batch.audience) throw misplaced('the audience is not the batch’s');
  if (!haveEqualSigners(member.signers, batch.signers)) throw misplaced('the signers are not the batch’s');
}

/**
 * Verifies that a member is in the batch at its index: the path leads from its bytes to the signed root.
 * @param payload the member's canonical bytes
 * @param path hex hashes from the leaf upwards
 * @throws BATCH_PROOF_INVALID
 */
export function verifyBatchPath(
  batch: BatchStatement,
  payload: Uint8Array,
  index: number,
  path: readonly string[],
): void {
  if (rootOf(batch, payload, index, path) !== batch.root) throw invalid('the path does not lead to the root');
}

function rootOf(batch: BatchStatement, payload: Uint8Array, index: number, path: readonly string[]): string {
  try {
    const hashes = path.map((hash) => decodeHex(hash, 32));
    return encodeHex(rootFromInclusionProof(index, batch.size, batchLeaf(payload), hashes));
  } catch (cause) {
    throw invalid('the path is not one for this index and size', cause);
  }
}

function haveEqualSigners(left: readonly StatementSigner[], right: readonly StatementSigner[]): boolean {
  if (left.length !== right.length) return false;
  return left.every(({ key, participant, role }, index) => {
    const other = right[index];
    return key === other?.key && participant === other.participant && role === other.role;
  });
}

function misplaced(detail: string): QuanchengError {
  return new QuanchengError('BATCH_MEMBER_MISPLACED', detail);
}

function invalid(detail: string, cause?: unknown): QuanchengError {
  return new QuanchengError('BATCH_PROOF_INVALID', detail, { cause });
}
