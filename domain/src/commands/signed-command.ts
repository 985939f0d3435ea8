import {
  encodeHex,
  openClearEnvelope,
  signedMessageOf,
  parseStatement,
  payloadTypes,
  QuanchengError,
  sha256,
  statementFromJson,
  type CommandStatement,
  type Envelope,
  type JsonValue,
  type SignedMessage,
  type Statement,
} from '@quancheng/protocol';
import type { CommandHead } from './command.js';

/** A command in its envelope. Its form was read; nothing is verified yet. */
export interface SignedCommand {
  readonly envelope: SignedMessage;
  readonly statement: CommandStatement;
  /** The first signer's. */
  readonly participant: string;
  /** Statement digest: hex SHA-256 of the PAE. */
  readonly digest: string;
}

/** @throws ENVELOPE_MALFORMED, JSON_…, STATEMENT_INVALID */
export function readSignedCommand(envelope: Envelope): SignedCommand {
  if (envelope.payloadType !== payloadTypes.statement) {
    throw new QuanchengError('ENVELOPE_MALFORMED', 'the envelope holds no statement');
  }
  const signed = signedMessageOf(envelope);
  return commandOf(signed, parseStatement(signed.payload));
}

/**
 * The same for a command whose envelope is in the clear.
 * @param value a part of what parseCanonical made
 * @throws ENVELOPE_…, ENCODING_BASE64, STATEMENT_INVALID
 */
export function readClearCommand(value: JsonValue): SignedCommand {
  const { envelope, statement } = openClearEnvelope(value);
  return commandOf(envelope, statementFromJson(statement));
}

function commandOf(envelope: SignedMessage, statement: Statement): SignedCommand {
  if (statement.schema !== 'quancheng/command/v1') {
    throw new QuanchengError('STATEMENT_INVALID', '/schema: expected a command');
  }
  const [first] = statement.signers;
  if (first === undefined) throw new QuanchengError('STATEMENT_INVALID', '/signers: expected a signer');
  const digest = encodeHex(sha256(envelope.message));
  return { envelope, statement, participant: first.participant, digest };
}

export function headOf({ statement, participant, digest }: SignedCommand): CommandHead {
  const { id, target, expectedVersion, signers } = statement;
  return { id, participant, target, expectedVersion, signers, digest };
}
