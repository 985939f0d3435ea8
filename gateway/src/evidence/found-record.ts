import {
  encodeBase64,
  isRecordStatement,
  parseStatement,
  QuanchengError,
  statementDigests,
  statementKind,
  type MemberRecord,
  type SignedRecord,
  type StatementSigner,
} from '@quancheng/protocol';
import { formatEntryBytes } from '../deposit/entries.js';
import { parseRecordPlace } from '../deposit/submission-key.js';
import type { StoredBatch, StoredDeposit, StoredDeposits, StoredRecord } from './stored-deposit.js';

/** One record as it goes into evidence. */
export interface FoundRecord {
  readonly deposit: StoredDeposit;
  readonly record: SignedRecord;
  /** The entry's canonical bytes. */
  readonly entry: Uint8Array;
  readonly index: number;
  readonly signers: readonly StatementSigner[];
  /** Participant for whom it was made. */
  readonly actingFor: string;
}

/** A member of a batch. */
export interface FoundMember extends FoundRecord {
  readonly record: MemberRecord;
}

/** @throws RECORD_UNKNOWN, also for a batch's own id */
export async function findRecord(
  deposits: StoredDeposits,
  participant: string,
  id: string,
): Promise<FoundRecord> {
  const place = parseRecordPlace(id);
  const deposit = await deposits.find(participant, place.id);
  if (deposit.kind === 'record' && place.member === undefined) return singleRecord(deposit);
  if (deposit.kind === 'batch' && place.member !== undefined && place.member < deposit.members.length) {
    return memberRecord(deposit, place.member);
  }
  throw new QuanchengError(
    'RECORD_UNKNOWN',
    `${id} of ${participant} is ${deposit.kind === 'batch' ? 'a batch' : 'no batch'}`,
  );
}

function singleRecord(deposit: StoredRecord): FoundRecord {
  const { prepared, stored } = deposit;
  const [entry] = prepared.submission.entries(stored.received);
  if (entry === undefined) throw new QuanchengError('LOG_SUBMISSION_INVALID', 'a record without entry');
  return {
    deposit,
    record: { envelope: prepared.envelope },
    entry,
    index: stored.first,
    signers: prepared.signers,
    actingFor: prepared.statement.actingFor,
  };
}

export function memberRecord(deposit: StoredBatch, member: number): FoundMember {
  const { header, stored, paths } = deposit;
  const payload = deposit.members[member] ?? new Uint8Array();
  const statement = parseStatement(payload);
  if (!isRecordStatement(statement)) throw new QuanchengError('STATEMENT_KIND_REFUSED', statement.schema);
  const facts = { kind: statementKind(statement), ...statementDigests(payload) };
  return {
    deposit,
    record: {
      batch: { envelope: header.envelope, index: member, path: paths(member) },
      payload: encodeBase64(payload),
    },
    entry: formatEntryBytes({ envelope: header.envelopeDigest, received: stored.received }, facts, member),
    index: stored.first + member,
    signers: header.statement.signers,
    actingFor: statement.actingFor,
  };
}
