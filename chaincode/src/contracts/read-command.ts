import { readSignedCommand, type SignedCommand } from '@quancheng/domain';
import { envelopeFromJson, QuanchengError, type JsonValue } from '@quancheng/protocol';

/** A command whose form was read, or why it has none. */
export type ReadCommand = { readonly command: SignedCommand } | { readonly error: QuanchengError };

export function readCommand(envelope: JsonValue): ReadCommand {
  try {
    return { command: readSignedCommand(envelopeFromJson(envelope)) };
  } catch (error) {
    if (error instanceof QuanchengError) return { error };
    throw error;
  }
}
