import { QuanchengError, type BatchStatement } from '@quancheng/protocol';
import type { PromiseSubject } from '../evidence/promise-payload.js';
import { entriesOf } from '../log/index.js';
import { entriesAt, type MemberEntries } from './members/member-entries.js';
import type { MembersOf } from './members/read-members.js';
import { firstParticipant, type DepositorClaim, type PreparedDeposit } from './prepared-deposit.js';
import { parseSignedStatement, type SignedStatement } from './signed-statement.js';
import { submissionKey } from './submission-key.js';

/** A batch's envelope, read before any of its members is. */
export interface BatchHeader extends SignedStatement {
  readonly statement: BatchStatement;
}

/** @throws JSON_…, ENVELOPE_…, STATEMENT_INVALID, STATEMENT_KIND_REFUSED */
export function parseBatchHeader(line: Uint8Array): BatchHeader {
  const signed = parseSignedStatement(line);
  const { statement } = signed;
  if (statement.schema !== 'quancheng/batch/v1') {
    throw new QuanchengError('STATEMENT_KIND_REFUSED', `${statement.schema} is not a batch`);
  }
  return { ...signed, statement };
}

/** The claim that a batch's header makes. */
export function describeBatch({ envelope, encoding, statement }: BatchHeader): DepositorClaim {
  const { id, signers } = statement;
  return { participant: firstParticipant(signers), id, envelope, encoding, signers };
}

/** What the members are held against. */
export function membersOf({ envelopeDigest, statement }: BatchHeader): MembersOf {
  return { batch: statement, envelope: envelopeDigest };
}

/** What the promise says of a batch. */
export function batchSubject({ envelopeDigest, statement }: BatchHeader): PromiseSubject {
  return { kind: 'batch', envelope: envelopeDigest, root: statement.root };
}

/**
 * A batch whose members have been read.
 * @param body the header's line and the members' lines; kept, so it must not be changed
 */
export function prepareBatch(header: BatchHeader, body: Uint8Array, entries: MemberEntries): PreparedDeposit {
  const claim = describeBatch(header);
  return {
    ...claim,
    subject: () => batchSubject(header),
    submission: {
      key: submissionKey(claim.participant, claim.id),
      fingerprint: header.digest,
      body,
      count: header.statement.size,
      entries: (received) => entriesOf(entriesAt(entries, received)),
      entryBlock: (received) => entriesAt(entries, received),
    },
  };
}
