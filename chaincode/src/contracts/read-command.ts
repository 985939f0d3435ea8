import { readClearCommand, readSignedCommand, type SignedCommand } from '@quancheng/domain';
import { envelopeFromJson, isClearEnvelope, QuanchengError, type JsonValue } from '@quancheng/protocol';

/** A command whose form was read, or why it has none. */
export type ReadCommand = { readonly command: SignedCommand } | { readonly error: QuanchengError };

/** @param envelope an item of the list of commands, in the clear or not */
export function readCommand(envelope: JsonValue): ReadCommand {
  try {
    const command = isClearEnvelope(envelope)
      ? readClearCommand(envelope)
      : readSignedCommand(envelopeFromJson(envelope));
    return { command };
  } catch (error) {
    if (error instanceof QuanchengError) return { error };
    throw error;
  }
}
