import {
  encodeHex,
  isRecordStatement,
  QuanchengError,
  statementKind,
  sm3,
  type RecordStatement,
} from '@quancheng/protocol';
import { formatEntryBytes } from './entries.js';
import { firstParticipant, type PreparedDeposit } from './prepared-deposit.js';
import { assertTemplate } from '../templates/assert-template.js';
import { assertInContext, type SingleRecordContext } from './record-context.js';
import { parseSignedStatement } from './signed-statement.js';
import { submissionKey } from './submission-key.js';

/** A single record with its statement. */
export interface ReadDeposit extends PreparedDeposit {
  readonly statement: RecordStatement;
}

/**
 * Takes one envelope for a single record.
 * @param bytes its canonical bytes; kept, so the caller must not change them
 * @throws JSON_…, ENVELOPE_…, STATEMENT_INVALID, STATEMENT_KIND_REFUSED, LEVEL_REFUSED, AUDIENCE_MISMATCH,
 * ISSUED_IN_FUTURE, TEMPLATE_…, PLAIN_DIGEST_REFUSED, ROW_…
 */
export function prepareRecord(bytes: Uint8Array, context: SingleRecordContext): PreparedDeposit {
  const { statement, ...prepared } = readRecord(bytes);
  assertInContext(statement, context);
  assertTemplate(statement, context.templates);
  return prepared;
}

/** The same without the conditions that change with time and place: for what the log took already. */
export function readRecord(bytes: Uint8Array): ReadDeposit {
  const { envelope, statement, encoding, digest, envelopeDigest } = parseSignedStatement(bytes);
  if (!isRecordStatement(statement)) {
    throw new QuanchengError('STATEMENT_KIND_REFUSED', `${statement.schema} is not a record`);
  }
  if (statement.id.includes('.')) {
    throw new QuanchengError(
      'STATEMENT_INVALID',
      '/id: expected no point, which only a batch member’s id has',
    );
  }
  const participant = firstParticipant(statement.signers);
  const facts = { kind: statementKind(statement), sha256: encodeHex(digest), sm3: encodeHex(sm3(encoding)) };
  const entryAt = lastRemembered((received) =>
    formatEntryBytes({ envelope: envelopeDigest, received }, facts, undefined),
  );
  return {
    participant,
    id: statement.id,
    statement,
    envelope,
    encoding,
    signers: statement.signers,
    subject: (received: string) => ({ kind: 'record' as const, entry: entryAt(received) }),
    submission: {
      key: submissionKey(participant, statement.id),
      fingerprint: digest,
      body: bytes,
      count: 1,
      entries: (received: string) => [entryAt(received)],
    },
  };
}

/** The log asks for the entry and then the promise does, with one receipt time. */
function lastRemembered(entryAt: (received: string) => Uint8Array): (received: string) => Uint8Array {
  let last: { readonly received: string; readonly entry: Uint8Array } | undefined;
  return (received) => {
    if (last?.received !== received) last = { received, entry: entryAt(received) };
    return last.entry;
  };
}
