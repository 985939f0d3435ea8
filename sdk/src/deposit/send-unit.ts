import { decodeUtf8, encodeUtf8, formatEnvelope, parseEnvelope } from '@quancheng/protocol';
import type { QuanchengClient } from '../client/client.js';
import type { Outbox, OutboxAcknowledgement, OutboxUnit } from '../outbox/outbox.js';

/** Sends a stored unit and stores the verified acknowledgement; what is acknowledged already isn't sent again. */
export async function sendUnit(
  client: QuanchengClient,
  outbox: Outbox,
  sequence: number,
  unit: OutboxUnit,
): Promise<OutboxAcknowledgement> {
  const known = await outbox.acknowledgement(sequence);
  if (known !== undefined) return known;
  const envelope = parseEnvelope(encodeUtf8(unit.envelope));
  const { index, size, received, promise } =
    unit.members.length === 0
      ? await client.depositRecord(envelope)
      : await client.depositBatch(envelope, unit.members);
  const acknowledgement = { index, size, received, promise: decodeUtf8(formatEnvelope(promise)) };
  await outbox.acknowledge(sequence, acknowledgement);
  return acknowledgement;
}
