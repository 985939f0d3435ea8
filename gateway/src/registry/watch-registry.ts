import type { Ledger } from '@quancheng/ledger';
import { isJsonObject, parseCanonical, type JsonValue } from '@quancheng/protocol';
import type { SignerRegistry } from './signer-registry.js';

/** Follows the ledger's events and lets the registry forget whom a command changed. Ends with the signal. */
export async function watchRegistry(
  ledger: Pick<Ledger, 'events'>,
  registry: SignerRegistry,
  signal: AbortSignal,
): Promise<void> {
  const onInterrupted = (): void => registry.doubt();
  for await (const event of ledger.events({ signal, onInterrupted })) {
    if (event.name !== 'commands') continue;
    for (const target of commandTargets(event.payload)) registry.forget(target);
  }
}

/** What the commands were about; of interest where it is a participant's id, as it is for all `key.…` actions. */
function commandTargets(payload: Uint8Array): readonly string[] {
  const commands = parseCanonical(payload);
  if (!Array.isArray(commands)) return [];
  return commands.flatMap((each: JsonValue) => {
    const target = isJsonObject(each) ? each['target'] : undefined;
    return typeof target === 'string' ? [target] : [];
  });
}
