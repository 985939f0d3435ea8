import { encodeUtf8, formatEnvelope, parseEnvelope } from '@quancheng/protocol';
import type { QuanchengClient } from '../client/client.js';
import type { DoublePromise } from '../client/deposited.js';
import { openOutbox } from '../outbox/level-outbox.js';
import type { Outbox, OutboxAcknowledgement, OutboxJob, OutboxUnit } from '../outbox/outbox.js';
import { storedPromise } from './send-unit.js';

/** What is known of a deposit's promises by other logs than the one that its evidence comes from. */
export interface SettledDeposit {
  readonly alsoPromised: readonly StoredDouble[];
  /** Whether a gateway may have taken some of it that doesn't answer. */
  readonly unsettled: boolean;
  /** The deposit itself, if there is one. */
  readonly job: OutboxJob | undefined;
}

/** A unit of a deposit that a second log has promised; its envelopes are canonical JSON. */
export interface StoredDouble {
  /** RecordId of the record or batch. */
  readonly id: string;
  readonly sequence: number;
  readonly gateway: string;
  readonly origin: string;
  readonly promise: string;
}

/** Asks the gateways in question about a deposit, once, and stores what they say. @throws OUTBOX_LOCKED, OUTBOX_INVALID */
export async function settleDeposit(client: QuanchengClient, folder: string): Promise<SettledDeposit> {
  const outbox = await openOutbox(folder);
  try {
    const job = await outbox.job();
    const settled = { ...(await settleUnits(client, outbox, job?.units ?? 0)), job };
    if (job?.unsettled === true && !settled.unsettled) {
      const { unsettled: _settled, ...rest } = job;
      await outbox.saveJob(rest);
    }
    return settled;
  } finally {
    await outbox.close();
  }
}

/** The same in an open outbox. */
export async function settleUnits(
  client: QuanchengClient,
  outbox: Outbox,
  units: number,
): Promise<Omit<SettledDeposit, 'job'>> {
  const alsoPromised: StoredDouble[] = [];
  let unsettled = false;
  for (let sequence = 0; sequence < units; sequence += 1) {
    const unit = await outbox.unit(sequence);
    const known = await outbox.acknowledgement(sequence);
    if (unit === undefined || known === undefined) continue;
    const settled = await settleUnit(client, unit, known);
    if (settled !== known) await outbox.acknowledge(sequence, settled);
    for (const each of settled.alsoPromisedBy ?? []) alsoPromised.push({ id: unit.id, sequence, ...each });
    unsettled ||= settled.unsettled !== undefined;
  }
  return { alsoPromised, unsettled };
}

async function settleUnit(
  client: QuanchengClient,
  unit: OutboxUnit,
  known: OutboxAcknowledgement,
): Promise<OutboxAcknowledgement> {
  const { unsettled, gateway = '', promise, alsoPromisedBy = [], ...rest } = known;
  if (unsettled === undefined) return known;
  const sent = parseEnvelope(encodeUtf8(unit.envelope));
  const kept = { gateway, promise: parseEnvelope(encodeUtf8(promise)) };
  await client.doubles.reopen(sent, { ...kept, unsettled });
  const open = client.doubles.unsettled.filter(({ id }) => id === unit.id).map((each) => each.gateway);
  const found = client.doubles.found.filter((each) => isOf(each, unit.id, promise));
  const others = [...alsoPromisedBy, ...found.map(({ also }) => storedPromise(also))];
  const unique = others.filter(
    (each, index) => others.findIndex(({ origin }) => origin === each.origin) === index,
  );
  return {
    ...rest,
    gateway,
    promise,
    ...(open.length === 0 ? {} : { unsettled: open }),
    ...(unique.length === 0 ? {} : { alsoPromisedBy: unique }),
  };
}

/** Ids are unique within a participant only; the promise that was kept tells two apart. */
function isOf({ id, kept }: DoublePromise, unit: string, promise: string): boolean {
  return id === unit && new TextDecoder().decode(formatEnvelope(kept.promise)) === promise;
}
