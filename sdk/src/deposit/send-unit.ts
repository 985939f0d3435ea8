import {
  decodeUtf8,
  encodeUtf8,
  errorRegistry,
  formatEnvelope,
  isQuanchengError,
  parseEnvelope,
} from '@quancheng/protocol';
import type { QuanchengClient } from '../client/client.js';
import type { Deposited, OtherPromise } from '../client/deposited.js';
import type { Outbox, OutboxAcknowledgement, OutboxOtherPromise, OutboxUnit } from '../outbox/outbox.js';

/**
 * Sends a stored unit and stores the verified acknowledgement; what is acknowledged already isn't sent again. A unit
 * that is refused for good is forgotten, so that the deposit can go on once the reason is gone (another key, say).
 * @param unit as it was signed just now, or as it is stored: with the gateways to which it may have been sent
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
    await noteGateways(client, outbox, sequence, unit);
    const acknowledgement = stored(await send(client, unit));
    await outbox.acknowledge(sequence, acknowledgement);
    return acknowledgement;
  } catch (error) {
    if (isRefusal(error)) await outbox.dropUnit(sequence);
    throw error;
  }
}

/** Before a stored unit goes to further gateways, that is on disk: else a killed process could forget where it may be. */
async function noteGateways(
  { gateways }: QuanchengClient,
  outbox: Outbox,
  sequence: number,
  unit: OutboxUnit,
): Promise<void> {
  const noted = unit.gateways;
  if (noted === undefined) return;
  const further = gateways.filter((each) => !noted.includes(each));
  if (further.length > 0) await outbox.saveUnit(sequence, { ...unit, gateways: [...noted, ...further] });
}

function stored(deposited: Deposited): OutboxAcknowledgement {
  const { index, size, received, promise, gateway, unsettled, alsoPromisedBy } = deposited;
  return {
    index,
    size,
    received,
    promise: decodeUtf8(formatEnvelope(promise)),
    gateway,
    ...(unsettled.length === 0 ? {} : { unsettled }),
    ...(alsoPromisedBy.length === 0 ? {} : { alsoPromisedBy: alsoPromisedBy.map(storedPromise) }),
  };
}

export function storedPromise({ gateway, origin, promise }: OtherPromise): OutboxOtherPromise {
  return { gateway, origin, promise: decodeUtf8(formatEnvelope(promise)) };
}

function send(client: QuanchengClient, unit: OutboxUnit): Promise<Deposited> {
  const envelope = parseEnvelope(encodeUtf8(unit.envelope));
  const options = { sentTo: unit.gateways ?? [] };
  return unit.members.length === 0
    ? client.depositRecord(envelope, options)
    : client.depositBatch(envelope, unit.members, options);
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
