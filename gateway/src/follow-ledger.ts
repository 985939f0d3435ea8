import type { Ledger, LedgerEvent } from '@quancheng/ledger';
import { isJsonObject, parseCanonical, type JsonValue } from '@quancheng/protocol';
import type { SignerRegistry } from './registry/signer-registry.js';

/** Who wants to know of the ledger's events. */
export interface LedgerFollower {
  readonly registry: SignerRegistry;
  readonly origin: string;
  /** Somebody, we or another, has anchored a checkpoint of our log. */
  readonly onAnchored: (size: number) => void;
}

/**
 * Follows the ledger's events: the registry forgets whom a command changed, and an anchor of our log is looked at, in
 * case it is not ours. Ends with the signal.
 */
export async function followLedger(
  ledger: Pick<Ledger, 'events'>,
  follower: LedgerFollower,
  signal: AbortSignal,
): Promise<void> {
  const onInterrupted = (): void => follower.registry.doubt();
  for await (const event of ledger.events({ signal, onInterrupted })) handle(event, follower);
}

function handle({ name, payload }: LedgerEvent, { registry, origin, onAnchored }: LedgerFollower): void {
  if (name === 'commands') {
    for (const target of commandTargets(parseCanonical(payload))) registry.forget(target);
  } else if (name === 'anchored') {
    const anchor = parseCanonical(payload);
    if (!isJsonObject(anchor) || anchor['origin'] !== origin) return;
    if (typeof anchor['size'] === 'number') onAnchored(anchor['size']);
  }
}

/** What the commands were about that were not about records; of interest where it is a participant's id, as for all `key.…` actions. */
function commandTargets(commands: JsonValue): readonly string[] {
  if (!Array.isArray(commands)) return [];
  return commands.flatMap((each: JsonValue) => {
    const target = isJsonObject(each) ? each['target'] : undefined;
    return typeof target === 'string' ? [target] : [];
  });
}
