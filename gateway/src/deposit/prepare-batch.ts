import {
  assertBatchMember,
  encodeHex,
  isRecordStatement,
  batchLeafOfDigest,
  merkleRoot,
  parseStatement,
  QuanchengError,
  statementKind,
  sha256,
  sm3,
  statementPae,
  type BatchStatement,
  type LeafHash,
} from '@quancheng/protocol';
import type { PromiseSubject } from '../evidence/promise.js';
import { formatEntryText, type EntryFacts, type EntryFrame } from './entries.js';
import { firstParticipant, type DepositorClaim, type PreparedDeposit } from './prepared-deposit.js';
import { parseSignedStatement, type SignedStatement } from './signed-statement.js';
import { submissionKey } from './submission-key.js';

/** A batch's envelope, read before any of its members is. */
export interface BatchHeader extends SignedStatement {
  readonly statement: BatchStatement;
}

/** Largest member statement: what a member record may carry (docs/specs/envelope.md). */
export const MAXIMUM_MEMBER = 65_536;

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
export function describeBatch({ envelope, statement }: BatchHeader): DepositorClaim {
  const { id, signers } = statement;
  return { participant: firstParticipant(signers), id, envelope, signers };
}

/** What the promise says of a batch. */
export function batchSubject({ envelopeDigest, statement }: BatchHeader): PromiseSubject {
  return { kind: 'batch', envelope: envelopeDigest, root: statement.root };
}

/**
 * Takes the members of a batch whose header is known: all of them fit, or none is taken.
 * @param body the header's line and the members' lines, each ended by a newline; kept, so it must not be changed
 * @param members the members' canonical bytes in order, as many as the batch says
 * @throws JSON_…, STATEMENT_INVALID, LEVEL_REFUSED, BATCH_MEMBER_MISPLACED, BATCH_SIZE_MISMATCH, BATCH_ROOT_MISMATCH,
 * each with the member's line
 */
export function prepareBatch(
  header: BatchHeader,
  body: Uint8Array,
  members: readonly Uint8Array[],
): PreparedDeposit {
  const { envelopeDigest, digest, statement } = header;
  const { facts, leaves } = readMembers(statement, members);
  const root = encodeHex(merkleRoot(leaves));
  if (root !== statement.root) {
    throw new QuanchengError(
      'BATCH_ROOT_MISMATCH',
      `the members give ${root}, the batch signs ${statement.root}`,
    );
  }
  const claim = describeBatch(header);
  return {
    ...claim,
    subject: () => batchSubject(header),
    submission: {
      key: submissionKey(claim.participant, claim.id),
      fingerprint: digest,
      body,
      count: statement.size,
      entries: (received) => formatMembers({ envelope: envelopeDigest, received }, facts),
    },
  };
}

function* formatMembers(frame: EntryFrame, facts: readonly EntryFacts[]): Generator<Uint8Array> {
  for (const [index, fact] of facts.entries()) yield formatEntryText(frame, fact, index);
}

function readMembers(batch: BatchStatement, members: readonly Uint8Array[]) {
  if (members.length !== batch.size) {
    throw new QuanchengError(
      'BATCH_SIZE_MISMATCH',
      `${members.length} members came, the batch says ${batch.size}`,
    );
  }
  const facts: EntryFacts[] = [];
  const leaves: LeafHash[] = [];
  for (const [index, member] of members.entries()) {
    const { leaf, ...fact } = readMember(batch, member, index);
    facts.push(fact);
    leaves.push(leaf);
  }
  return { facts, leaves };
}

function readMember(
  batch: BatchStatement,
  member: Uint8Array,
  index: number,
): EntryFacts & { leaf: LeafHash } {
  try {
    const statement = parseStatement(member);
    if (!isRecordStatement(statement)) {
      throw new QuanchengError('STATEMENT_KIND_REFUSED', `${statement.schema} is not a record`);
    }
    assertBatchMember(batch, statement, index);
    const encoding = statementPae(member);
    const digest = sha256(encoding);
    return {
      kind: statementKind(statement),
      sha256: encodeHex(digest),
      sm3: encodeHex(sm3(encoding)),
      leaf: batchLeafOfDigest(digest),
    };
  } catch (error) {
    if (!(error instanceof QuanchengError)) throw error;
    throw new QuanchengError(error.code, `line ${index + 2}: ${error.detail}`, { cause: error });
  }
}
