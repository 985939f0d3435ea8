import type { Decision } from '@quancheng/domain';
import { formatCanonical, QuanchengError, type JsonValue } from '@quancheng/protocol';
import type { QuanchengContext } from './quancheng-context';

/**
 * Carries out the one decision of a transaction: stores its changes and emits its event, or fails the transaction.
 * @returns the result as canonical JSON
 * @throws the refusal's code
 */
export async function settle<Event, Result>(
  context: QuanchengContext,
  eventName: string,
  decision: Decision<Event, Result>,
): Promise<string> {
  if (decision.outcome === 'refused') throw new QuanchengError(decision.code, decision.message);
  await context.store.apply(decision.changes);
  await context.finish(eventName, decision.event as JsonValue | undefined);
  return formatCanonical(decision.result as JsonValue);
}
