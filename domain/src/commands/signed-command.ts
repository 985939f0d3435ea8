import { QuanchengError, type CommandStatement, type Envelope } from '@quancheng/protocol';
import { readStatement } from '../statements/read-statement.js';
import type { CommandHead } from './command.js';

/** A command in its envelope. Its form was read; nothing is verified yet. */
export interface SignedCommand {
  readonly envelope: Envelope;
  readonly statement: CommandStatement;
  /** The first signer's. */
  readonly participant: string;
  /** Statement digest: hex SHA-256 of the PAE. */
  readonly digest: string;
}

/** @throws ENVELOPE_MALFORMED, JSON_…, STATEMENT_INVALID */
export function readSignedCommand(envelope: Envelope): SignedCommand {
  const { statement, digest } = readStatement(envelope);
  if (statement.schema !== 'quancheng/command/v1') {
    throw new QuanchengError('STATEMENT_INVALID', '/schema: expected a command');
  }
  const [first] = statement.signers;
  if (first === undefined) throw new QuanchengError('STATEMENT_INVALID', '/signers: expected a signer');
  return { envelope, statement, participant: first.participant, digest };
}

export function headOf({ statement, participant, digest }: SignedCommand): CommandHead {
  const { id, target, expectedVersion, signers } = statement;
  return { id, participant, target, expectedVersion, signers, digest };
}
