import {
  decodeUtf8,
  encodeUtf8,
  errorRegistry,
  formatEnvelope,
  isQuanchengError,
  parseEnvelope,
} from '@quancheng/protocol';
import type { Acknowledgement } from '../client/acknowledgement.js';
import type { QuanchengClient } from '../client/client.js';
import type { Outbox, OutboxAcknowledgement, OutboxUnit } from '../outbox/outbox.js';

/**
 * Sends a stored unit and stores the verified acknowledgement; what is acknowledged already isn't sent again. A unit
 * that is refused for good is forgotten, so that the deposit can go on once the reason is gone (another key, say).
 */
export async function sendUnit(
  client: QuanchengClient,
  outbox: Outbox,
  sequence: number,
  unit: OutboxUnit,
): Promise<OutboxAcknowledgement> {
  const known = await outbox.acknowledgement(sequence);
  if (known !== undefined) return known;
  try {
    const { index, size, received, promise } = await send(client, unit);
    const acknowledgement = { index, size, received, promise: decodeUtf8(formatEnvelope(promise)) };
    await outbox.acknowledge(sequence, acknowledgement);
    return acknowledgement;
  } catch (error) {
    if (isRefusal(error)) await outbox.dropUnit(sequence);
    throw error;
  }
}

function send(client: QuanchengClient, unit: OutboxUnit): Promise<Acknowledgement> {
  const envelope = parseEnvelope(encodeUtf8(unit.envelope));
  return unit.members.length === 0
    ? client.depositRecord(envelope)
    : client.depositBatch(envelope, unit.members);
}

/** Codes that come after the gateway took the unit, or say that it has another under this id: it must stay as it is. */
const NO_REFUSALS = [
  'PROMISE_INVALID',
  'PROMISE_BROKEN',
  'IDEMPOTENCY_CONFLICT',
  'TRUST_ROOT_NOT_PINNED',
] as const;

/** Whether the gateway has judged the unit, and would judge it the same again. */
function isRefusal(error: unknown): boolean {
  if (!isQuanchengError(error) || NO_REFUSALS.some((code) => code === error.code)) return false;
  const { status, retryable } = errorRegistry[error.code];
  return !retryable && status >= 400 && status < 500;
}
