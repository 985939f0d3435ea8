import { assertAudience, commandKey, readSignedCommand, type SignedCommand } from '@quancheng/domain';
import {
  envelopeFromJson,
  isQuanchengError,
  QuanchengError,
  type ErrorCode,
  type JsonObject,
  type JsonValue,
} from '@quancheng/protocol';
import type { GatewayDependencies } from '../dependencies.js';
import { verifyCommandSigners } from './verify-command-signers.js';

export type JudgeParts = Pick<GatewayDependencies, 'ledger' | 'registry' | 'signatures' | 'audience'>;

/** A command before it goes to the ledger: with what the contract would answer, if that is known already. */
export interface JudgedCommand {
  /** Absent if it cannot be read. */
  readonly command?: SignedCommand;
  /** Absent if the ledger must judge. */
  readonly outcome?: JsonObject;
}

/**
 * Judges a command's form, audience, keys and signatures as the contract would, so that a stranger's garbage costs the
 * ledger nothing. It decides nothing else: what passes here is judged by the contract from the beginning.
 * @throws NETWORK_UNAVAILABLE
 */
export async function judgeCommand(parts: JudgeParts, envelope: JsonValue): Promise<JudgedCommand> {
  let command: SignedCommand | undefined;
  try {
    command = readSignedCommand(envelopeFromJson(envelope));
    assertAudience(command, parts.audience);
    await verifyCommandSigners(parts, command);
    return { command };
  } catch (error) {
    if (!(error instanceof QuanchengError) || isFailure(error)) throw error;
    if (command === undefined) return { outcome: refusal({}, error) };
    return { command, outcome: (await repetition(parts, command, error)) ?? refusal(nameOf(command), error) };
  }
}

/** Not about the command: its sender may try again. */
const failures: readonly ErrorCode[] = [
  'NETWORK_UNAVAILABLE',
  'GATEWAY_FAILED',
  'GATEWAY_STOPPING',
  'LEDGER_ANSWER_MALFORMED',
];

function isFailure({ code }: QuanchengError): boolean {
  return failures.includes(code);
}

/** The contract answers a repeated command before it looks at keys, which may have been revoked since. */
async function repetition(
  { ledger }: JudgeParts,
  command: SignedCommand,
  error: QuanchengError,
): Promise<JsonObject | undefined> {
  if (!isQuanchengError(error, 'KEY_REVOKED') && !isQuanchengError(error, 'ROLE_MISSING')) return undefined;
  const key = commandKey(command.participant, command.statement.id);
  const receipt = (await ledger.read([key])).values.get(key);
  if (receipt === undefined || receipt === null) return undefined;
  const { digest, result = null } = receipt;
  if (digest === command.digest) return { ...nameOf(command), outcome: 'repeated', result };
  const conflict = new QuanchengError(
    'IDEMPOTENCY_CONFLICT',
    `the id ${command.statement.id} was used for another command`,
  );
  return refusal(nameOf(command), conflict);
}

/** What an answer calls a command by. */
export function nameOf({ statement, participant }: SignedCommand): JsonObject {
  return { id: statement.id, participant };
}

function refusal(name: JsonObject, { code, detail }: QuanchengError): JsonObject {
  return { ...name, outcome: 'refused', code, message: detail };
}
