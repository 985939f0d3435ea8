import type { Ledger } from '@quancheng/ledger';
import { isJsonObject, parseCanonical, type JsonValue } from '@quancheng/protocol';
import type { SignerRegistry } from './signer-registry.js';

/** Follows the ledger's events and lets the registry forget whom a command changed. Ends with the signal. */
export async function watchRegistry(
  ledger: Pick<Ledger, 'events'>,
  registry: SignerRegistry,
  signal: AbortSignal,
): Promise<void> {
  const onInterrupted = (): void => registry.forget();
  for await (const event of ledger.events({ signal, onInterrupted })) {
    if (event.name === 'commands')
      changedParticipants(event.payload).forEach((each) => registry.forget(each));
  }
}

/** Targets of `participant.…` and `key.…` commands; undefined, which stands for everyone, if they can't be read. */
function changedParticipants(payload: Uint8Array): readonly (string | undefined)[] {
  let commands: JsonValue;
  try {
    commands = parseCanonical(payload);
  } catch {
    return [undefined];
  }
  if (!Array.isArray(commands)) return [undefined];
  return commands.map((each: JsonValue) => {
    const target = isJsonObject(each) ? each['target'] : undefined;
    return typeof target === 'string' ? target : undefined;
  });
}
