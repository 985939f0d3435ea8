import { readSignedCommand } from '@quancheng/domain';
import {
  encodeBase64,
  payloadTypes,
  preAuthenticationEncoding,
  QuanchengError,
  unverifiedPayload,
  type CommandStatement,
  type Envelope,
  type StatementSigner,
} from '@quancheng/protocol';
import type { AsyncSigner } from '../signer/async-signer.js';
import { assertOrder } from './new-record-command.js';

/** A command on its way from signer to signer. Everything here comes from the payload, which is what is signed. */
export interface OpenCommand {
  readonly statement: CommandStatement;
  /** Who has signed, and who still must. That the signatures are good is judged by the ledger. */
  readonly signed: readonly StatementSigner[];
  readonly missing: readonly StatementSigner[];
}

/**
 * Reads what a command says before somebody adds a signature to it. What cannot be read whole is refused: nobody signs
 * an action that this version doesn't know or a body of another form.
 * @throws ENVELOPE_MALFORMED, JSON_…, STATEMENT_INVALID, ACTION_UNKNOWN, COMMAND_BODY_INVALID, SIGNER_SET_MISMATCH
 */
export function readCommand(envelope: Envelope): OpenCommand {
  const { statement } = readSignedCommand(envelope);
  assertOrder(statement.action, statement.target, statement.body);
  const { signers } = statement;
  const present = new Set(envelope.signatures.map(({ keyid }) => keyid));
  const signed = signers.filter(({ key }) => present.has(key));
  if (signed.length !== envelope.signatures.length) {
    throw new QuanchengError('SIGNER_SET_MISMATCH', 'somebody signed whom the command does not list');
  }
  return { statement, signed, missing: signers.filter(({ key }) => !present.has(key)) };
}

/**
 * The command with one more signature. A signature that is there already stays, so that repeating changes nothing.
 * @throws SIGNER_SET_MISMATCH if the command does not ask for this key, and what readCommand throws
 */
export async function addSignature(envelope: Envelope, signer: AsyncSigner): Promise<Envelope> {
  const { signed, missing } = readCommand(envelope);
  const { keyId } = signer.publicKey;
  if (signed.some(({ key }) => key === keyId)) return envelope;
  if (!missing.some(({ key }) => key === keyId)) {
    throw new QuanchengError('SIGNER_SET_MISMATCH', `the command does not ask for a signature of ${keyId}`);
  }
  const message = preAuthenticationEncoding(payloadTypes.statement, unverifiedPayload(envelope));
  const signature = { keyid: keyId, sig: encodeBase64(await signer.sign(message)) };
  const signatures = [...envelope.signatures, signature].sort((left, right) =>
    left.keyid < right.keyid ? -1 : 1,
  );
  return { ...envelope, signatures };
}

/** @throws SIGNER_SET_MISMATCH naming whose signature is missing */
export function assertComplete(envelope: Envelope): void {
  const { missing } = readCommand(envelope);
  if (missing.length === 0) return;
  const names = missing.map(({ participant, role }) => `${participant} (${role})`).join(', ');
  throw new QuanchengError('SIGNER_SET_MISMATCH', `still to be signed by ${names}`);
}
